typedef Later Sooner
typedef list<Later> Laters
struct Uses { 1: Sooner a, 2: Laters b }
struct Later { 1: i32 x }
