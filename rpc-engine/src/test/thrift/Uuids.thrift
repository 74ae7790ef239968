// The uuid type. Compilers know it from 0.18 on; Debian's 0.17 does not.
namespace java io.harrier.rpc.idl.uuids
namespace py uuids

struct Ids {
  1: uuid id
  2: list<uuid> ids
  3: map<uuid, string> names
  4: optional uuid spare
  5: set<uuid> seen
}

service Uuids {
  uuid echo(1: uuid id)
  Ids echoIds(1: Ids ids)
}
