namespace java demo.noted (owner = "team", internal)
struct Here { 1: i32 a }
