struct Node {
  1: i32 value
  2: optional Node & following
  3: Node& previous
}
