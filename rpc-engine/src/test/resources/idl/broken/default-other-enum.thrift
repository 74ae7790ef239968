enum Color { RED }
enum Size { BIG }
struct A { 1: Color c = Size.BIG }
