struct A {
  i32 first
  -1: i32 second
}
