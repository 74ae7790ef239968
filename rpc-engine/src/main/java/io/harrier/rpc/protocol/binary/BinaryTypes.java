package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.error.ProtocolException;

/**
 * Type and message numbers of Thrift's binary protocol, and the fewest bytes a value of each type
 * takes.
 */
public final class BinaryTypes {
    public static final byte STOP = 0;
    public static final byte BOOL = 2;
    public static final byte I8 = 3;
    public static final byte DOUBLE = 4;
    public static final byte I16 = 6;
    public static final byte I32 = 8;
    public static final byte I64 = 10;
    public static final byte STRING = 11;
    public static final byte STRUCT = 12;
    public static final byte MAP = 13;
    public static final byte SET = 14;
    public static final byte LIST = 15;
    public static final byte UUID = 16;

    public static final int CALL = 1;
    public static final int REPLY = 2;
    public static final int EXCEPTION = 3;
    public static final int ONEWAY = 4;

    /** The upper half of a strict message's first word. */
    public static final int VERSION_1 = 0x80010000;

    private static final String[] NAMES = {
        "stop", "?", "bool", "i8", "double", "?", "i16", "?", "i32", "?", "i64", "string", "struct",
        "map", "set", "list", "uuid"
    };
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
        return type < STRING || type == UUID;
    }

    public static String name(byte type) {
        return type >= 0 && type < NAMES.length ? NAMES[type] : "type " + type;
    }
}
