// Services the peer needs beside the real EchoService of Echo.thrift.
include "../../thrift/Echo.thrift"

namespace go probe

// The same service name with a method no server has: the client's "unknown" case calls it.
service EchoService {
  Echo.Msg nosuch(1: Echo.Msg req)
}

// A second service on the same port (server and client flag -multi). "echo" is in both services on purpose:
// only the service name a TTHeader carries tells them apart.
service SecondService {
  /** Answers "hello <msg>". */
  Echo.Msg hello(1: Echo.Msg req)
  /** Answers "second <msg>". */
  Echo.Msg echo(1: Echo.Msg req)
}
