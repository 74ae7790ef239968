struct A { 1: string s = 5 }
