package io.harrier.rpc.protocol.json;

import io.harrier.rpc.protocol.WireTypes;

/** Values inside values, for the tests of limits; single quotes stand for double ones. */
final class ThriftJsonNesting {
    private ThriftJsonNesting() {}

    /** So many levels of one type inside each other, the innermost empty; for the type's value. */
    static String of(byte type, int levels) {
        String name = ThriftJsonTypes.name(type);
        return switch (type) {
            case WireTypes.STRUCT -> of(levels, "{'1':{'rec':", "{}", "}}");
            case WireTypes.MAP -> of(levels, "['i8','map',1,{'1':", "['i8','map',0,{}]", "}]");
            default -> of(levels, "['" + name + "',1,", "['" + name + "',0]", "]");
        };
    }

    private static String of(int levels, String before, String innermost, String behind) {
        return before.repeat(levels - 1) + innermost + behind.repeat(levels - 1);
    }
}
