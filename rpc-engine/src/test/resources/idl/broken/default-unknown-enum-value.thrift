enum Color { RED, GREEN }
struct A { 1: Color c = Color.GREN }
