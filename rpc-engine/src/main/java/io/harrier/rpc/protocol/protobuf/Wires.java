package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.protocol.WireTypes;

/** The wire types of Protobuf: the low three bits of a tag. */
final class Wires {
    static final int VARINT = 0;
    static final int FIXED64 = 1;

    /** A length, then so many bytes: text, bytes, messages, entries of maps, packed elements. */
    static final int LENGTH = 2;

    static final int GROUP = 3;
    static final int GROUP_END = 4;
    static final int FIXED32 = 5;

    private static final String[] NAMES = {
        "varint", "fixed64", "length-delimited", "group", "end of a group", "fixed32", "?", "?"
    };

    private Wires() {}

    /** What a value of this type, one of {@link WireTypes}, stands as. */
    static int of(byte type) {
        if (type == WireTypes.DOUBLE) {
            return FIXED64;
        }
        return type < WireTypes.STRING ? VARINT : LENGTH;
    }

    /** Whether the elements of a list of these stand behind one another, with one tag for all. */
    static boolean isPacked(byte element) {
        return element < WireTypes.STRING;
    }

    static boolean isContainer(byte type) {
        return type >= WireTypes.MAP && type <= WireTypes.LIST;
    }

    static String name(int wire) {
        return NAMES[wire & 7];
    }
}
