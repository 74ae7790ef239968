// The service of the interop tests with Kitex; the golden frames were captured from one of the same shape.
namespace java io.harrier.rpc.idl.echo
namespace go echo
namespace py echo

struct Msg {
  1: string msg
}

exception Refused {
  1: string reason
  2: i32 code
}

service EchoService {
  /** Gives back what it got; metadata it sees is appended by the test handlers as "|<transient>|<persistent>". */
  Msg echo(1: Msg req)
  /** Fails with an undeclared error "boom". */
  Msg boom(1: Msg req)
  /** Answers with biz status 4001, "no such user", extra {"k": "v"}. */
  Msg biz(1: Msg req)
  /** Throws the declared exception, reason = the message, code 7. */
  Msg refuse(1: Msg req) throws (1: Refused refused)
  /** Sleeps as many milliseconds as the message says, then echoes it. */
  Msg slow(1: Msg req)
  /** Answers the milliseconds left until the caller's deadline, -1 without one. */
  i64 remaining()
  /** Counts one visit; never answered. */
  oneway void visit(1: Msg req)
  i32 visits()
  void nothing()
}
