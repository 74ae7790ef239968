package io.harrier.rpc.protocol;

/**
 * The types of Thrift by the numbers of its binary protocol, which all protocols here are asked
 * with, whatever they write themselves.
 */
public final class WireTypes {
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

    private static final String[] NAMES = {
        "stop", "?", "bool", "i8", "double", "?", "i16", "?", "i32", "?", "i64", "string", "struct",
        "map", "set", "list", "uuid"
    };

    private WireTypes() {}

    public static String name(byte type) {
        return type >= 0 && type < NAMES.length ? NAMES[type] : "type " + type;
    }
}
