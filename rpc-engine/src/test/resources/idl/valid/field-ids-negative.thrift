struct Ids {
  -1: i32 a
  -2: required string b
  -7: i32 c
  i32 d
  5: i32 e
}
