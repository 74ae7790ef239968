// The structs of the codec benchmarks, libthrift's side. To regenerate:
//   thrift --gen java:generated_annotations=suppress -out rpc-benchmarks/src/main/java rpc-benchmarks/src/main/thrift/codec.thrift
namespace java io.harrier.rpc.benchmarks.codec.idl

struct Payload {
  1: string action
  2: string msg
}

struct Item {
  1: i64 id
  2: string name
  3: i32 count
  4: double price
}

struct Order {
  1: i64 id
  2: string customer
  3: i32 status
  4: bool paid
  5: double total
  6: i64 createdAt
  7: i64 updatedAt
  8: string currency
  9: string note
  10: i16 priority
  11: i8 channel
  12: list<Item> items
  13: list<string> tags
  14: list<i64> related
  15: map<string, string> attributes
  16: map<i32, double> discounts
  17: Item gift
  18: string address
  19: map<string, Item> named
  20: list<i32> codes
}
