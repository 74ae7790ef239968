struct Fine {}
struct Bad { 1: i32 }
