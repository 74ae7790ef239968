struct Ids {
  0x1: i32 a
  0x1F: i32 b
  +3: i32 c
}
