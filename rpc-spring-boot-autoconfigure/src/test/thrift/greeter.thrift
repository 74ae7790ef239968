namespace java io.harrier.rpc.spring.boot.autoconfigure.idl

service Greeter {
    string greet(1: string name)
}

service Clock {
    i64 now()
}
