package io.harrier.rpc.protocol;

/** The protocols that a frame can carry. */
public enum ProtocolKind {
    /** Thrift's binary protocol. */
    BINARY,
    /** Thrift's compact protocol. */
    COMPACT,
    /** Thrift's JSON protocol. */
    JSON,
    /** Protobuf, in the frames of Kitex. */
    PROTOBUF
}
