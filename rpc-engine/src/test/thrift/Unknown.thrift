// A newer AllTypes, as a client may have it: the servers of the tests know echoInt and nothing else of it.
namespace java io.harrier.rpc.idl.unknown
namespace py unknown

struct Stranger {
  1: list<map<string, i64>> numbers
  2: binary blob
  3: optional Stranger inner
}

service AllTypes {
  i32 echoInt(1: i32 value)
  string notThere(1: string text)
  /** An argument that a server can only skip. */
  void notThereEither(1: Stranger stranger, 2: bool truth)
}
