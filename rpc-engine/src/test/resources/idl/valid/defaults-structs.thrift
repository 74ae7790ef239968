struct Point { 1: i32 x = 1, 2: i32 y, 3: string name }
struct Line {
  1: Point start = {"x": 3, "y": 4}
  2: Point stop = {"name": "end"}
  3: list<Point> through = [{"x": 1}, {"y": 2}]
  4: map<string, Point> named = {"origin": {"x": 0, "y": 0}}
}
