enum Color { RED = 1, BLUE = 3 }
struct Point { 1: i32 x, 2: i32 y }
const i32 LIMIT = 42
service Base { void ping() }
