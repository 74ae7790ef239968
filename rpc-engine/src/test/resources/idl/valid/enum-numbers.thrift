enum Automatic { A, B, C }
enum Explicit { A = 3, B = 1, C = 2 }
enum Mixed { A, B = 10, C, D = 5, E }
enum Negative { MINUS = -2, MORE, ZERO }
enum Hex { A = 0x10, B }
enum Edges { LOW = -2147483648, HIGH = 2147483647 }
