// What calls in JSON are compared over: each kind of value that Kitex's JSON calls have.
namespace go jsonecho

enum Color {
  NONE = 0
  RED = 1
  DARK_BLUE = 5
}

struct Inner {
  1: string text
  2: optional i32 number
}

struct All {
  1: bool yes
  2: i8 tiny
  3: i16 small
  4: i32 number
  5: i64 large
  6: double ratio
  7: string text
  8: binary data
  9: Color color
  10: Inner inner
  11: list<i32> numbers
  12: list<Inner> inners
  13: map<string, i64> counts
  14: map<i32, Inner> byNumber
  15: set<string> words
  16: optional i64 maybe
  17: list<list<string>> nested
  18: list<Color> colors
  19: map<i64, list<double>> ratios
}

exception Refused {
  1: string reason
  2: i32 code
}

service JsonEcho {
  /** Gives back what it got. */
  All echo(1: All all)
  /** Gives back the text that the server's handler saw. */
  string seen(1: All all)
  /** Throws the declared exception, reason = the text of the request, code 7. */
  All refuse(1: All all) throws (1: Refused refused)
}
