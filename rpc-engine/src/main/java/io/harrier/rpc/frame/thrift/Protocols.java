package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import java.util.List;

/** The protocols that stand in these frames. */
public final class Protocols {
    /** Built in, in one place; told apart by their first bytes. */
    static final List<Protocol> ALL = List.of(BinaryProtocol.STRICT);

    private Protocols() {}

    public static Protocol of(ProtocolKind kind) {
        return switch (kind) {
            case BINARY -> BinaryProtocol.STRICT;
            default -> throw new IllegalArgumentException("protocol: " + kind);
        };
    }
}
