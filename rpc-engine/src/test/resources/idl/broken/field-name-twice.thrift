struct A {
  1: i32 same
  2: i32 same
}
