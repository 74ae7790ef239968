enum Color { RED = 1, GREEN = 2, BLUE = 4 }
struct Defaults {
  1: Color a = Color.GREEN
  2: Color b = 4
  3: list<Color> c = [Color.RED, Color.BLUE]
  4: map<Color, string> d = {Color.RED: "r"}
  5: i32 e = Color.BLUE
}
