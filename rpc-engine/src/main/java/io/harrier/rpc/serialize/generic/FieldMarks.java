package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.buffer.Stripes;
import java.util.Arrays;

/** Which fields were seen, of each struct on the way to the value. Borrowed, for one thread. */
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
        top += (fields + Long.SIZE - 1) / Long.SIZE;
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

    /** Marks a field; false if it was marked before. */
    boolean mark(int struct, int field) {
        int word = struct + (field >>> 6);
        long before = words[word];
        words[word] = before | 1L << field;
        return words[word] != before;
    }

    void unmark(int struct, int field) {
        words[struct + (field >>> 6)] &= ~(1L << field);
    }

    boolean isMarked(int struct, int field) {
        return (words[struct + (field >>> 6)] & 1L << field) != 0;
    }

    /** How many of a struct's fields are marked; it is the last that began. */
    int count(int struct) {
        int count = 0;
        for (int i = struct; i < top; i++) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }
}
