struct A { 1: bool yes = 2 }
