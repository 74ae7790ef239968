struct Deep {
  1: list<list<list<list<list<list<list<list<list<list<map<string, set<i32>>>>>>>>>>>> a
  2: list<list<list<list<i32>>>> b = [[[[1, 2], [3]], [[4]]], [[[5]]]]
}
