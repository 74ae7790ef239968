package io.harrier.rpc.protocol.compact;

import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Values inside values, for the tests of limits. */
final class CompactNesting {
    private CompactNesting() {}

    /** So many levels of one type inside each other, the innermost empty; for the type's value. */
    static ByteBuf of(byte type, int levels) {
        ByteBuf out = Unpooled.buffer();
        int compactType = CompactTypes.of(type);
        for (int level = 1; level < levels; level++) {
            out.writeByte(type == WireTypes.MAP ? 1 : 1 << 4 | compactType);
            if (type == WireTypes.MAP) {
                out.writeByte(CompactTypes.I8 << 4 | compactType).writeByte(0);
            }
        }
        return switch (type) {
            case WireTypes.STRUCT -> out.writeZero(levels);
            case WireTypes.MAP -> out.writeZero(1);
            default -> out.writeByte(CompactTypes.STRING);
        };
    }
}
