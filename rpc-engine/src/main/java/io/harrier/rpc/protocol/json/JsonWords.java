package io.harrier.rpc.protocol.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes of text at once. */
public final class JsonWords {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private JsonWords() {}

    static long word(byte[] in, int at) {
        return (long) LONGS.get(in, at);
    }

    /**
     * The index of the first byte that does not stand for itself inside a string: a quote, a
     * backslash, a control character, a part of a longer character; {@code to} if there is none.
     */
    static int plainEnd(byte[] in, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES) {
            long special = special(word(in, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < to && isPlain(in[at])) {
            at++;
        }
        return at;
    }

    /**
     * Whether the bytes of one array stand in another from an index on, where there are so many.
     */
    public static boolean same(byte[] one, byte[] other, int from, int length) {
        int at = 0;
        for (; at <= length - Long.BYTES; at += Long.BYTES) {
            if (word(one, at) != word(other, from + at)) {
                return false;
            }
        }
        if (length >= Long.BYTES) {
            int last = length - Long.BYTES;
            return word(one, last) == word(other, from + last);
        }
        while (at < length && one[at] == other[from + at]) {
            at++;
        }
        return at == length;
    }

    /** The lowest of the bits it has is that of the first such byte. */
    private static long special(long word) {
        return (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | word - SPACES & ~word | word)
                & HIGHS;
    }

    private static long zeros(long word) {
        return word - ONES & ~word;
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }
}
