typedef string (cpp.type = "std::string") Text
struct Typed {
  1: i64 (js.type = "Long") id
  2: list<i32> (cpp.template = "std::deque") queue
  3: map<string (intern), i32> (sorted) counts
  4: set<i64 (x = "y")> ids (outer = "z")
}
