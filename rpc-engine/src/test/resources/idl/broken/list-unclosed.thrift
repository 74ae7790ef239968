struct A { 1: list<list<i32> x }
