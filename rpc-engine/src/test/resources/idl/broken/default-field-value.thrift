struct Point { 1: i32 x }
struct A { 1: map<string, Point> p = {"a": {"x": "b"}} }
