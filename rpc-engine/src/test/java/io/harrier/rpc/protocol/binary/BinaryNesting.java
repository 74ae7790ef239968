package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Values inside values, for the tests of limits. */
final class BinaryNesting {
    private BinaryNesting() {}

    /** So many levels of one type inside each other, the innermost empty; for the type's value. */
    static ByteBuf of(byte type, int levels) {
        ByteBuf out = Unpooled.buffer();
        for (int level = 1; level < levels; level++) {
            switch (type) {
                case WireTypes.STRUCT -> out.writeByte(type).writeShort(1);
                case WireTypes.MAP -> out.writeByte(WireTypes.I8).writeByte(type).writeInt(1);
                default -> out.writeByte(type).writeInt(1);
            }
            out.writeZero(type == WireTypes.MAP ? 1 : 0);
        }
        return switch (type) {
            case WireTypes.STRUCT -> out.writeZero(levels);
            case WireTypes.MAP -> out.writeZero(6);
            default -> out.writeByte(WireTypes.STRING).writeInt(0);
        };
    }
}
