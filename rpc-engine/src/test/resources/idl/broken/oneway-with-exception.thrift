exception E {}
service S {
  oneway void call() throws (1: E e)
}
