include "shared/basics.thrift"
struct Uses {
  1: basics.Point point
  2: list<basics.Color> colors
  3: basics.Points points
  4: map<basics.Color, basics.Point> named
}
