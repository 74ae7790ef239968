package io.harrier.rpc.trace;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few rings of records that threads write to. A thread has a ring to itself while it writes, most
 * often the same; an event loop, which stays on its processor, hardly ever meets another there.
 * Writers never wait: if the ring is full, or all are being written to, the record is dropped.
 *
 * <p>{@link #offer} is for any thread, the rest for one reader. Rings are made when first needed;
 * there are never more, so that this is what tracing may hold in memory.
 */
final class SpanRings {
    private static final int RINGS =
            Math.min(32, Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 2);

    /** Two cache lines for each ring's mark. */
    private static final int STRIDE = 16;

    /** Read from one ring before the next has its turn. */
    static final int BATCH = 1024;

    private static final long FREE = 0;
    private static final long TAKEN = 1;

    private final int capacity;
    private final AtomicLongArray marks = new AtomicLongArray((RINGS + 1) * STRIDE);
    private final AtomicReferenceArray<@Nullable SpanRing> rings =
            new AtomicReferenceArray<>(RINGS);

    /**
     * @param capacity of a ring in records, a power of two
     */
    SpanRings(int capacity) {
        this.capacity = capacity;
    }

    /** Writes a record; false if there was no place for it. */
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
        int taken = take();
        if (taken < 0) {
            return false;
        }
        boolean written =
                ring(taken)
                        .offer(
                                traceHi,
                                traceLo,
                                spanId,
                                parentId,
                                startEpochNanos,
                                nanos,
                                queueNanos,
                                sizes,
                                names);
        marks.setRelease(mark(taken), FREE);
        return written;
    }

    /** Reads what is there, a batch of each ring at most; how many records that was. */
    int drain(SpanRing.Reader reader) {
        int count = 0;
        for (int i = 0; i < RINGS; i++) {
            SpanRing ring = rings.get(i);
            count += ring == null ? 0 : ring.drain(reader, BATCH);
        }
        return count;
    }

    private int take() {
        int home = home();
        for (int i = 0; i < RINGS; i++) {
            int ring = home + i & RINGS - 1;
            int mark = mark(ring);
            if (marks.getPlain(mark) == FREE && marks.compareAndSet(mark, FREE, TAKEN)) {
                return ring;
            }
        }
        return -1;
    }

    /** By whoever has taken it. */
    private SpanRing ring(int taken) {
        SpanRing ring = rings.getPlain(taken);
        if (ring == null) {
            ring = new SpanRing(capacity);
            rings.setRelease(taken, ring);
        }
        return ring;
    }

    private static int mark(int ring) {
        return (ring + 1) * STRIDE - 1;
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is newer than Java 17
    private static int home() {
        long id = Thread.currentThread().getId();
        return (int) (id ^ id >>> 7) & RINGS - 1;
    }
}
