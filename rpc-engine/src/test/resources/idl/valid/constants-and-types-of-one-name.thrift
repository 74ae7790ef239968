struct Limit { 1: i32 a }
const i32 Limit = 5
