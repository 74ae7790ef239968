struct Defaults {
  1: list<i32> a = [1, 2, 3]
  2: list<string> b = ["x"; "y" "z",]
  3: set<i32> c = [3, 1, 2]
  4: map<string, i32> d = {"a": 1, "b": 2; "c": 3}
  5: map<string, list<i32>> e = {"one": [1], "none": []}
  6: list<list<i32>> f = [[], [1], [1, 2]]
  7: list<i32> g = []
  8: map<i32, string> h = {}
  9: map<i32, bool> i = {1: true, 2: false}
}
