struct Tree {
  1: string name
  2: list<Tree> children
  3: optional Tree parent
  4: map<string, Tree> named
}
struct Chicken { 1: optional Egg egg }
struct Egg { 1: optional Chicken chicken }
union Json {
  1: string text
  2: double number
  3: list<Json> items
  4: map<string, Json> fields
}
