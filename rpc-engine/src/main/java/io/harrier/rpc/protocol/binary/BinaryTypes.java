package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.WireTypes;

/** What a value of each type takes in Thrift's binary protocol. */
public final class BinaryTypes {
    /** The upper half of a strict message's first word. */
    public static final int VERSION_1 = 0x80010000;

    private static final byte[] MIN_BYTES = {0, 0, 1, 1, 8, 0, 2, 0, 4, 0, 8, 4, 1, 6, 5, 5, 16};

    private BinaryTypes() {}

    /**
     * The fewest bytes a value of this type takes; for types of fixed size, all of them.
     *
     * @throws ProtocolException if there is no such type
     */
    public static int minBytes(byte type) {
        int bytes = type > 0 && type < MIN_BYTES.length ? MIN_BYTES[type] : 0;
        if (bytes == 0) {
            throw new ProtocolException(
                    "type " + type + " (expected: one of 2, 3, 4, 6, 8, 10..16)");
        }
        return bytes;
    }

    public static boolean isFixed(byte type) {
        return type < WireTypes.STRING || type == WireTypes.UUID;
    }
}
