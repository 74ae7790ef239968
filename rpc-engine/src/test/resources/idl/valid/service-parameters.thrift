enum Order { UP, DOWN }
service Search {
  list<string> find(1: string text, 2: i32 limit = 10, 3: Order order = Order.UP)
  void required_(1: required string a, 2: optional string b)
  void without(string a, i32 b)
  void gaps(5: i32 a, 9: i32 b)
}
