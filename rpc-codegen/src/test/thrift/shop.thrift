/** A shop, with one of everything that the language has. */
namespace java io.harrier.rpc.codegen.golden.shop
namespace go shop

include "common/base.thrift"

typedef i64 ProductId
typedef list<Line> Lines

/** Where an order is. */
enum State {
  /** Paid, and not yet packed. */
  PAID = 1
  SENT = 4
  LOST = -1
  default_ = 7
}

enum Unknown {}

const i32 MOST_LINES = 100
const string GREETING = "你好, \"shop\"\n\\u0041 */"
const binary MAGIC = "magic"
/** Cheapest first. */
const list<double> PRICES = [0.5, 1, 2.25e10]
const set<State> OPEN = [State.PAID, State.SENT]
const map<string, list<i32>> TABLE = {"a": [1, 2, 3], "b": []}
const map<i32, string> MANY = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven"}
const Line FREE = {"product": 7, "Tags": ["gift"], "weight": {"grams": 12}}
const i64 FAR = 9223372036854775807
const bool YES = true

/**
 * One product of an order. <b>Not</b> escaped & "so" on: @param, {@link Order}, \u002a and *nothing* to close this comment.
 *
 * A second paragraph, long enough that it does not stay in the one line in which it stands in this file here.
 */
struct Line {
  /** Which. */
  1: required ProductId product
  2: i32 count = 1
  /** How it was weighed, if at all; a text that goes on for long enough to need more than the one line of it. */
  3: optional Weight weight
  4: optional list<string> Tags = ["new", "cheap"]
  5: string note = "-"
  6: State state = State.PAID
}

/** Recursive, and with names that Java does not take. */
struct Order {
  1: required string class
  2: required Lines lines
  3: optional Order parent_order
  4: map<State, set<binary>> blobs
  5: optional i64 hashCode
  6: optional bool URL
  7: i8 builder
  8: Choice choice
  9: i16 short
  10: double a_b
  11: double aB
  -3: optional byte old
  32767: base.Base Base
}

/** Structs may be called like classes of Java. */
struct String { 1: string text, 2: list<String> more }
struct List { 1: list<list<i32>> rows }
struct Builder { 1: optional Builder next }
struct Nothing {}

/** How heavy something is. */
union Weight {
  /** In grams. */
  1: i32 grams
  2: double pounds
  /** As its vendor says it. */
  3: string by_vendor
  4: Line Line
  5: list<Weight> several
  6: Weight Weight
  9: base.Base base
}

union Choice { 1: Nothing nothing, 2: State state, 3: map<string, i64> counts, 4: binary blob }

union Empty {}

/** There is less than was ordered. */
exception OutOfStock {
  2: required ProductId product
  1: i32 left
  /** What there is instead. */
  3: optional list<Line> instead = []
  4: string reason = "sold"
}

exception Closed {}

/** The shop itself. */
service Shop extends base.Health {
  /**
   * Places an order.
   */
  Order place(/** who pays */ 1: i64 user_id, 2: Lines lines, /** where it goes */ 7: string address) throws (/** if too much was wanted */ 1: OutOfStock tooMuch, 9: Closed closed, 12: base.Refused refused)

  Order Find(1: i64 id) (idempotent = "true")
  list<Order> orders_of_a_user_that_were_placed_in_a_span(1: i64 user_id, 2: i64 from_millis, 3: i64 to_millis) throws (1: base.Refused refused)
  oneway void track(1: i64 id, 2: State state)
  void notify(1: string class)
  map<string, list<map<i32, set<Weight>>>> deep(1: optional State state, 2: bool flag, 3: byte octet, 4: i16 number)
  Lines closed() throws (3: Closed closed)
}

service record {
  void new_one(1: String text, 2: List rows)
}
