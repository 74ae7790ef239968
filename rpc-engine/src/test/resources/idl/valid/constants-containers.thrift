const list<i32> LIST = [1, 2, 3]
const set<string> SET = ["b", "a"]
const map<string, string> MAP = {"k": "v", "k2": "v2"}
const map<string, map<string, list<i32>>> DEEP = {"a": {"b": [1, 2], "c": []}}
const list<map<i32, string>> MAPS = [{1: "one"}, {}]
const list<i32> EMPTY = []
