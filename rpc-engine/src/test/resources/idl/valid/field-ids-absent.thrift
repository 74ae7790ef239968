struct Ids {
  i32 a
  required string b
  3: i32 c
  optional double d
  list<i32> e
}
