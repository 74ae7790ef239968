struct Windows {
  1: i32 a
  // comment
  2: string b
}
