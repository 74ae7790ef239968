service S {
  oneway i32 call()
}
