package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Bytes for the tests of this package. */
final class Samples {
    /** A random struct and the number that makes it again. */
    record Sample(long seed, Value value) {
        byte[] bytes() {
            return LibthriftValues.write(value);
        }

        @Override
        public String toString() {
            return "seed " + seed;
        }
    }

    private Samples() {}

    static List<Sample> structs(int count) {
        List<Sample> samples = new ArrayList<>();
        for (long seed = 0; seed < count; seed++) {
            samples.add(new Sample(seed, Value.randomStruct(new Random(seed))));
        }
        return samples;
    }

    /** Those of a few hundred bytes, for tests that change each byte. */
    static List<Sample> smallStructs(int count) {
        return structs(count).stream().filter(sample -> sample.bytes().length < 400).toList();
    }

    /** All changes of one byte to bounds and neighbours, one after the other, in place. */
    static void forEachMutation(byte[] bytes, Runnable test) {
        for (int at = 0; at < bytes.length; at++) {
            byte right = bytes[at];
            for (int wrong : new int[] {0, 1, 0x7F, 0x80, 0xFF, right + 1, right - 1, right ^ 8}) {
                bytes[at] = (byte) wrong;
                test.run();
            }
            bytes[at] = right;
        }
    }

    /** So many levels of one type inside each other, the innermost empty; for the type's value. */
    static ByteBuf nested(byte type, int levels) {
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

    /** The buffer of these hex digits; white space between them means nothing. */
    static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
    }
}
