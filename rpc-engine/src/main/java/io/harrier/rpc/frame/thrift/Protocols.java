package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.protocol.compact.CompactProtocol;
import io.harrier.rpc.protocol.json.ThriftJsonProtocol;
import io.harrier.rpc.protocol.protobuf.KitexProtobuf;
import java.util.List;

/** The protocols that stand in these frames. */
public final class Protocols {
    private static final Protocol COMPACT = new CompactProtocol();
    private static final Protocol PROTOBUF = new KitexProtobuf();
    private static final Protocol JSON = new ThriftJsonProtocol();

    /** Built in, in one place; told apart by their first bytes. */
    static final List<Protocol> ALL = List.of(BinaryProtocol.STRICT, COMPACT, JSON, PROTOBUF);

    private Protocols() {}

    public static Protocol of(ProtocolKind kind) {
        return switch (kind) {
            case BINARY -> BinaryProtocol.STRICT;
            case COMPACT -> COMPACT;
            case JSON -> JSON;
            case PROTOBUF -> PROTOBUF;
        };
    }
}
