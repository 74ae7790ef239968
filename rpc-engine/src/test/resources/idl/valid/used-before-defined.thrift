struct Request { 1: Part part, 2: list<Part> parts, 3: map<string, Part> named, 4: Reason reason }
typedef Part Piece
struct Uses { 1: Piece piece }
service Uses2 { Reply call(1: Request request) }
struct Reply { 1: list<Part> parts }
struct Part { 1: i32 a }
enum Reason { NONE }
