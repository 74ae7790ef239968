package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.buffer.Stripes;
import java.util.Arrays;

/**
 * Which fields were seen beyond the first 64 of a struct, which fit in a long, of each struct on
 * the way to the value. Borrowed, for one thread.
 */
final class FieldMarks implements AutoCloseable {
    private static final int RETAINED = 1024;
    private static final Stripes<FieldMarks> FREE = new Stripes<>();

    private long[] words = new long[64];
    private int top;

    private FieldMarks() {}

    static FieldMarks take() {
        FieldMarks free = FREE.take();
        return free == null ? new FieldMarks() : free;
    }

    @Override
    public void close() {
        top = 0;
        if (words.length <= RETAINED) {
            FREE.give(this);
        }
    }

    /** Begins a struct of so many fields; what comes back names it. */
    int begin(int fields) {
        int struct = top;
        top += fields >>> 6;
        if (top > words.length) {
            words = Arrays.copyOf(words, top * 2);
        }
        for (int i = struct; i < top; i++) {
            words[i] = 0;
        }
        return struct;
    }

    void end(int struct) {
        top = struct;
    }

    /**
     * Marks a field.
     *
     * @param first marks of the first fields
     * @return these marks, now
     */
    long mark(int struct, int field, long first) {
        if (field < Long.SIZE) {
            return first | 1L << field;
        }
        words[struct + (field >>> 6) - 1] |= 1L << field;
        return first;
    }

    boolean isMarked(int struct, int field, long first) {
        long word = field < Long.SIZE ? first : words[struct + (field >>> 6) - 1];
        return (word & 1L << field) != 0;
    }

    /** How many of a struct's fields are marked; it is the last that began. */
    int count(int struct, long first) {
        int count = Long.bitCount(first);
        for (int i = struct; i < top; i++) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }
}
