struct A {
  1: i32 first
  2: i32 second
  1: string third
}
