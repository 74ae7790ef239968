struct Circle { 1: double radius }
struct Square { 1: double side }
union Shape {
  1: Circle circle
  2: Square square
  3: i32 other = 5
  4: optional string name
}
