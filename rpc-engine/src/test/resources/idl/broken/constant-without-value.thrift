const i32 A
const i32 B = 1
