namespace java demo.basics
enum Color { RED = 1, BLUE = 3 }
struct Point { 1: i32 x, 2: i32 y }
typedef list<Point> Points
const i32 LIMIT = 42
const string NAME = "basics"
const list<i32> PRIMES = [2, 3, 5]
service Base { void ping() }
