package io.harrier.rpc.protocol;

/** The protocols that a message can be written in. */
public enum ProtocolKind {
    /** Thrift's binary protocol. */
    BINARY,
    /** Thrift's compact protocol. */
    COMPACT,
    /** Thrift's JSON protocol. */
    JSON,
    /** Protobuf, in the messages of Kitex. */
    PROTOBUF
}
