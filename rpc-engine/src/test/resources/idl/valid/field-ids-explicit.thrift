struct Ids {
  100: i32 a
  1: i32 b
  32767: i32 c
  7: i32 d
}
