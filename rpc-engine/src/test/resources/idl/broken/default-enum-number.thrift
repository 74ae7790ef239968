enum Color { RED = 1, GREEN = 2 }
struct A { 1: Color c = 3 }
