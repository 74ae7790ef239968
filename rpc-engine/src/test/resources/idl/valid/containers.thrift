struct Containers {
  1: list<i32> numbers
  2: set<string> words
  3: map<string, i64> counts
  4: list<list<list<i32>>> cube
  5: map<i32, map<string, set<binary>>> deep
  6: map<list<i32>, set<list<double>>> odd
}
