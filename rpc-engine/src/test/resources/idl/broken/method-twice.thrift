service S {
  void call()
  i32 call(1: i32 a)
}
