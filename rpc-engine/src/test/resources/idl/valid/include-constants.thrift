include "shared/basics.thrift"
const i32 MINE = basics.LIMIT
const string NAME = basics.NAME
const basics.Color FAVORITE = basics.Color.BLUE
const i32 NUMBER = basics.Color.BLUE
const basics.Point ORIGIN = {"x": 0, "y": basics.LIMIT}
struct Uses {
  1: basics.Color color = basics.Color.RED
  2: i32 limit = basics.LIMIT
  3: list<basics.Color> colors = [basics.Color.RED, basics.Color.BLUE]
}
