// Apache Thrift wants constants, services and enums of defaults before their use.
const i32 FIRST = SECOND
const i32 SECOND = 2
struct Uses { 1: Color color = Color.RED, 2: Other other = {"a": FIRST} }
struct Other { 1: i32 a }
enum Color { RED = 3 }
service Child extends Parent { void b() throws (1: Failure failure) }
service Parent { void a() }
exception Failure {}
