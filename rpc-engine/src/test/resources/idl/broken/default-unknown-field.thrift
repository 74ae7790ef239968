struct Point { 1: i32 latitude }
struct A { 1: Point p = {"latitud": 1} }
