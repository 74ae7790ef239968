package io.harrier.rpc.trace;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A ring of records between one writer and one reader, who never wait for each other. A record is
 * nine words, 72 bytes; see {@link SpanRecord}.
 *
 * <p>There may be several writers, and readers, one after the other, if each sees what the last one
 * did.
 */
final class SpanRing {
    static final int WORDS = 9;

    /** Two cache lines for each index, so that writer and reader do not disturb each other. */
    private static final int WRITTEN = 16;

    private static final int READ = 32;
    private static final int INDEX_WORDS = 48;

    /** The reader gives places back this many at a time. */
    private static final int GIVE_BACK = 64;

    private final long[] words;
    private final int mask;
    private final AtomicLongArray indices = new AtomicLongArray(INDEX_WORDS);

    /** What the writer knows of the reader's index; it looks again when the ring seems full. */
    private long knownRead;

    /** What the reader calls. */
    interface Reader {
        /** Reads a record that begins at a word; it stays there until this returns. */
        void read(long[] words, int at);
    }

    /**
     * @param capacity in records, a power of two
     */
    SpanRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "capacity: " + capacity + " (expected: a power of two)");
        }
        words = new long[capacity * WORDS];
        mask = capacity - 1;
    }

    /** Writes a record; false if the ring is full. */
    boolean offer(
            long traceHi,
            long traceLo,
            long spanId,
            long parentId,
            long startEpochNanos,
            long nanos,
            long queueNanos,
            long sizes,
            long names) {
        long index = indices.getPlain(WRITTEN);
        if (index - knownRead > mask) {
            knownRead = indices.getAcquire(READ);
            if (index - knownRead > mask) {
                return false;
            }
        }
        int at = (int) (index & mask) * WORDS;
        words[at] = traceHi;
        words[at + 1] = traceLo;
        words[at + 2] = spanId;
        words[at + 3] = parentId;
        words[at + 4] = startEpochNanos;
        words[at + 5] = nanos;
        words[at + 6] = queueNanos;
        words[at + 7] = sizes;
        words[at + 8] = names;
        indices.setRelease(WRITTEN, index + 1);
        return true;
    }

    /** Reads what is there, up to so many records; how many that was. */
    int drain(Reader reader, int limit) {
        long first = indices.getPlain(READ);
        long end = Math.min(first + limit, indices.getAcquire(WRITTEN));
        long index = first;
        try {
            while (index < end) {
                int at = (int) (index & mask) * WORDS;
                index++;
                reader.read(words, at);
                if (index % GIVE_BACK == 0) {
                    indices.setRelease(READ, index);
                }
            }
        } finally {
            indices.setRelease(READ, index);
        }
        return (int) (index - first);
    }
}
