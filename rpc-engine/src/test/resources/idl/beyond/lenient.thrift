// Kitex takes these: a separator behind every definition, escapes of patterns, values without their enum.
struct A { 1: string a (pattern = "\d+\.\w*") };
enum E { X, Y },
service S { void a() };
const E FAVORITE = Y;
const list<i64> INCLUDED = [0x7f]
