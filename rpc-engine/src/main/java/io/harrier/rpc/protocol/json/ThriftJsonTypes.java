package io.harrier.rpc.protocol.json;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.WireTypes;

/** The types of Thrift by their names in its JSON protocol. */
final class ThriftJsonTypes {
    /** By the number of the binary protocol; empty where there is no such type. */
    private static final String[] NAMES = {
        "", "", "tf", "i8", "dbl", "", "i16", "", "i32", "", "i64", "str", "rec", "map", "set",
        "lst", "uid"
    };

    private ThriftJsonTypes() {}

    /**
     * @throws ProtocolException if there is no such type
     */
    static String name(byte type) {
        String name = type > 0 && type < NAMES.length ? NAMES[type] : "";
        if (name.isEmpty()) {
            throw new ProtocolException(
                    "type " + type + " (expected: one of 2, 3, 4, 6, 8, 10..16)");
        }
        return name;
    }

    /**
     * @throws ProtocolException if no type has this name
     */
    static byte of(String name) {
        return switch (name) {
            case "tf" -> WireTypes.BOOL;
            case "i8" -> WireTypes.I8;
            case "dbl" -> WireTypes.DOUBLE;
            case "i16" -> WireTypes.I16;
            case "i32" -> WireTypes.I32;
            case "i64" -> WireTypes.I64;
            case "str" -> WireTypes.STRING;
            case "rec" -> WireTypes.STRUCT;
            case "map" -> WireTypes.MAP;
            case "set" -> WireTypes.SET;
            case "lst" -> WireTypes.LIST;
            case "uid" -> WireTypes.UUID;
            default ->
                    throw new ProtocolException(
                            "type \""
                                    + name
                                    + "\" (expected: tf, i8, i16, i32, i64, dbl, str, uid, rec,"
                                    + " lst, set or map)");
        };
    }

    /** The fewest bytes a value of this type takes in a container, with the sign beside it. */
    static int minBytes(byte type) {
        return switch (type) {
            case WireTypes.STRING, WireTypes.STRUCT -> "{},".length();
            case WireTypes.SET, WireTypes.LIST -> "[\"i8\",0],".length();
            case WireTypes.MAP -> "[\"i8\",\"i8\",0,{}],".length();
            case WireTypes.UUID -> "\"00112233-4455-6677-8899-aabbccddeeff\",".length();
            default -> "0,".length();
        };
    }
}
