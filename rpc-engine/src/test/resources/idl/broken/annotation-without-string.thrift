struct A { 1: i32 x (a = 5) }
