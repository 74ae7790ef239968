struct Inner { 1: string a, 2: list<i32> b }
struct Outer { 1: Inner inner, 2: i32 n = 5, 3: map<string, Inner> inners }
const Inner INNER = {"a": "x", "b": [1, 2]}
const Outer OUTER = {"inner": {"a": "y"}, "inners": {"k": {"b": []}}}
const list<Inner> ALL = [{"a": "1"}, {"a": "2"}]
