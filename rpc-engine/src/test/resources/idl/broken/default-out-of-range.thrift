struct A { 1: i8 small = 128 }
