// What is echoed; as bench.thrift of the contract, for Go.
namespace go echo

struct Message {
    1: string action
    2: string msg
}

service Echo {
    Message echo(1: Message request)
}
