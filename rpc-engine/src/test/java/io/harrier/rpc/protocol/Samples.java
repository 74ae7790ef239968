package io.harrier.rpc.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Random structs, their bytes, and changes of them. */
public final class Samples {
    /** A random struct and the number that makes it again. */
    public record Sample(long seed, Value value) {
        /** As libthrift writes it. */
        public byte[] bytes(Wire wire) {
            return LibthriftValues.write(value, wire.libthrifts());
        }

        @Override
        public String toString() {
            return "seed " + seed;
        }
    }

    private Samples() {}

    public static List<Sample> structs(int count) {
        List<Sample> samples = new ArrayList<>();
        for (long seed = 0; seed < count; seed++) {
            samples.add(new Sample(seed, Value.randomStruct(new Random(seed))));
        }
        return samples;
    }

    /** Those of a few hundred bytes, for tests that change each byte. */
    public static List<Sample> smallStructs(int count, Wire wire) {
        return structs(count).stream().filter(sample -> sample.bytes(wire).length < 400).toList();
    }

    /** All changes of one byte to bounds and neighbours, one after the other, in place. */
    public static void forEachMutation(byte[] bytes, Runnable test) {
        for (int at = 0; at < bytes.length; at++) {
            byte right = bytes[at];
            for (int wrong : new int[] {0, 1, 0x7F, 0x80, 0xFF, right + 1, right - 1, right ^ 8}) {
                bytes[at] = (byte) wrong;
                test.run();
            }
            bytes[at] = right;
        }
    }

    /** The buffer of these hex digits; white space between them means nothing. */
    public static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
    }
}
