package io.harrier.rpc.protocol.compact;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.WireTypes;

/**
 * The types of Thrift by the numbers of its compact protocol: four bits. A bool has two, which in a
 * field's head are its value.
 */
final class CompactTypes {
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int I8 = 3;
    static final int I16 = 4;
    static final int I32 = 5;
    static final int I64 = 6;
    static final int DOUBLE = 7;
    static final int STRING = 8;
    static final int LIST = 9;
    static final int SET = 10;
    static final int MAP = 11;
    static final int STRUCT = 12;
    static final int UUID = 13;

    /** By the number here. */
    private static final byte[] WIRE_TYPES = {
        WireTypes.STOP,
        WireTypes.BOOL,
        WireTypes.BOOL,
        WireTypes.I8,
        WireTypes.I16,
        WireTypes.I32,
        WireTypes.I64,
        WireTypes.DOUBLE,
        WireTypes.STRING,
        WireTypes.LIST,
        WireTypes.SET,
        WireTypes.MAP,
        WireTypes.STRUCT,
        WireTypes.UUID
    };

    /** By the number of the binary protocol; 0 where there is no such type. */
    private static final byte[] COMPACT_TYPES = {
        0, 0, TRUE, I8, DOUBLE, 0, I16, 0, I32, 0, I64, STRING, STRUCT, MAP, SET, LIST, UUID
    };

    private CompactTypes() {}

    /**
     * For a bool {@link #TRUE}.
     *
     * @throws ProtocolException if there is no such type
     */
    static int of(byte wireType) {
        int type = wireType > 0 && wireType < COMPACT_TYPES.length ? COMPACT_TYPES[wireType] : 0;
        if (type == 0) {
            throw new ProtocolException(
                    "type " + wireType + " (expected: one of 2, 3, 4, 6, 8, 10..16)");
        }
        return type;
    }

    /**
     * @throws ProtocolException if there is no such type
     */
    static byte toWire(int type) {
        if (type == 0 || type >= WIRE_TYPES.length) {
            throw new ProtocolException("compact type " + type + " (expected: 1..13)");
        }
        return WIRE_TYPES[type];
    }

    /** The fewest bytes a value of this type takes, outside a field's head. */
    static int minBytes(int type) {
        return switch (type) {
            case DOUBLE -> 8;
            case UUID -> 16;
            default -> 1;
        };
    }

    /** Whether each value of this type takes as many bytes, outside a field's head. */
    static boolean isFixed(int type) {
        return type <= I8 || type == DOUBLE || type == UUID;
    }
}
