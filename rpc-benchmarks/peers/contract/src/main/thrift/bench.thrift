// What contestants echo. To regenerate, with the compiler of version 0.25, in this module:
//   thrift --gen java:generated_annotations=suppress -out src/main/java src/main/thrift/bench.thrift
namespace java io.harrier.rpc.benchmarks.idl

struct Message {
    1: string action
    2: string msg
}

service Echo {
    Message echo(1: Message request)
}
