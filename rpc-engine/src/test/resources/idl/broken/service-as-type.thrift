service Users {}
struct A { 1: Users users }
