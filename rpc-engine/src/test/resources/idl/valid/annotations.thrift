namespace java demo.annotated (scope = "all")
typedef i64 Stamp (unit = "ms")
typedef map<string, i32> Counts (why = "order")
enum Color {
  RED (hex = "#f00"), GREEN = 2 (hex = '#0f0', light)
  BLUE (hex = "#00f")
} (closed)
struct User {
  1: i64 id (key, go.tag = 'json:"id"')
  2: string name = "x" (max = "10"; min = "1")
  3: list<string> tags (a, b, c)
} (table = "users", dotted.name.here = "1")
union Either { 1: i32 a (x) } (u = "v")
exception Failed { 1: string why (w) } (e)
service Users {
  User find(1: i64 id (path = "id")) (http = "GET /users/:id")
  oneway void drop() (dangerous = "yes",)
} (version = "2")
