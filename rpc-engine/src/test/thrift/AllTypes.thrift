// The service of the interop tests with Apache Thrift: every type, every kind of method.
// Kept to what the compilers from 0.17 on accept; uuid has its own file, Uuids.thrift.
namespace java io.harrier.rpc.idl.alltypes
namespace py alltypes

typedef i64 UserId
typedef list<i32> Row
typedef map<string, Row> Table

enum Color {
  RED,
  GREEN,
  BLUE = 4,
  BELOW = -1,
  FAR = 2147483647
}

/** What a method that can fail is asked to do. */
enum Failure {
  NONE = 0,
  REFUSAL = 1,
  OVERLOAD = 2,
  BLANK = 3,
  UNDECLARED = 4
}

const string NAME = "AllTypes"
const string GREETING = "你好, \"Thrift\"\n🚀"
const bool YES = true
const i8 OCTET = -128
const i32 ANSWER = 42
const i64 HEX = 0x7fffffff
const double TINY = 1.5e-9
const UserId ROOT = 1
const Color FAVOURITE = Color.BLUE
const Row ROW = [1, 2, ANSWER]
const set<string> WORDS = ["one", "two"]
const map<string, Row> TABLE = {"empty": [], "row": [3, 4]}

struct Scalars {
  1: bool truth
  2: i8 octet
  3: i16 small
  4: i32 medium
  5: i64 large
  6: double real
  7: string text
  8: binary blob
  9: Color color
  10: UserId user
}

const Scalars SCALARS = {"truth": true, "medium": ANSWER, "text": "constant", "color": Color.GREEN}

/** Required, optional and default fields, with and without a value of their own, and wide gaps between the ids. */
struct Fields {
  1: required i32 must
  2: optional i32 may
  3: i32 plain
  4: required string mustText = "must"
  5: optional string mayText
  6: string plainText = "plain"
  7: optional Color mayColor = Color.GREEN
  8: optional Row mayRow = [1, 2, 3]
  100: optional bool far
  32767: optional i8 last
}

struct Nested {
  1: list<list<i32>> matrix
  2: map<string, list<map<i32, string>>> maps
  3: set<i64> numbers
  4: map<i32, Scalars> structs
  5: list<Color> colors
  6: list<binary> blobs
  7: map<Color, set<string>> words
  8: Table table
  9: list<list<map<string, double>>> deep
  10: list<bool> truths
}

/** Holds itself, in two ways. */
struct Tree {
  1: i32 value
  2: optional list<Tree> children
  3: optional map<string, Tree> named
}

/** Holds a struct which holds this one. */
struct Chicken {
  1: optional Egg egg
}

struct Egg {
  1: optional Chicken chicken
  2: i32 age
}

union Choice {
  1: bool truth
  2: i64 number
  3: string text
  4: binary blob
  5: Scalars scalars
  6: Row row
  7: Color color
  8: Choice inner
}

struct Mixed {
  1: i32 number
  2: string text
  3: list<i64> longs
  4: Scalars scalars
  5: Choice choice
}

exception Refusal {
  1: string reason
  2: i32 code
}

exception Overload {
  1: string message
  2: i64 retryAfterMillis
  3: optional Scalars details
}

exception Blank {
}

service Base {
  /** Answers NAME. */
  string baseName()
  i32 baseAdd(1: i32 left, 2: i32 right)
  void basePing()
}

service AllTypes extends Base {
  bool echoBool(1: bool value)
  i8 echoByte(1: i8 value)
  i16 echoShort(1: i16 value)
  i32 echoInt(1: i32 value)
  i64 echoLong(1: i64 value)
  double echoDouble(1: double value)
  string echoString(1: string value)
  binary echoBinary(1: binary value)
  Color echoColor(1: Color value)
  UserId echoUserId(1: UserId value)

  Scalars echoStruct(1: Scalars value)
  Fields echoFields(1: Fields value)
  Nested echoNested(1: Nested value)
  Choice echoUnion(1: Choice value)
  Tree echoTree(1: Tree value)
  Chicken echoChicken(1: Chicken value)

  list<list<i32>> echoMatrix(1: list<list<i32>> value)
  map<string, list<map<i32, string>>> echoMaps(1: map<string, list<map<i32, string>>> value)
  set<i64> echoSet(1: set<i64> value)
  map<i32, Scalars> echoStructs(1: map<i32, Scalars> value)
  list<Color> echoColors(1: list<Color> value)
  list<binary> echoBlobs(1: list<binary> value)

  /** Gives its five arguments back in one struct; the last has a wide id. */
  Mixed mixed(1: i32 number, 2: string text, 3: list<i64> longs, 4: Scalars scalars, 500: Choice choice)
  void nothing()

  /** Gives the text back, or throws Refusal(text, 7) for REFUSAL and an undeclared error for the others but NONE. */
  string mayRefuse(1: Failure how, 2: string text) throws (1: Refusal refusal)
  /**
   * Gives the text's length in bytes of UTF-8, or throws Refusal(text, 7), Overload(text, 250, SCALARS)
   * or an undeclared error.
   */
  i32 mayFail(1: Failure how, 2: string text) throws (1: Refusal refusal, 2: Overload overload)
  /** Answers, or throws as mayFail; Blank, the exception without fields, too. */
  void voidMayFail(1: Failure how, 2: string text) throws (1: Refusal refusal, 2: Overload overload, 9: Blank blank)
  /** Always fails with an error the IDL does not name. */
  string throwUndeclared(1: string text)

  /** Keeps the text under the key; never answered. */
  oneway void remember(1: string key, 2: string text)
  /** The text kept under the key, empty when there is none. */
  string recall(1: string key)
}
