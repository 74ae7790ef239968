struct A { 1: list<i32> l = [1, 2, "3"] }
