struct E {}
service S { void call() throws (1: E e) }
