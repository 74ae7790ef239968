package io.harrier.rpc.concurrent;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A row of counters that many threads add to at once. Each thread adds to one of a few copies of
 * the row, so that threads seldom meet; a sum goes over the copies. Lock-free, for any thread;
 * nothing is kept for each thread, of which there may be a million.
 *
 * <p>A sum read while others add has each addition that ended before, and some of the others. What
 * two counters say was not true at the same moment.
 */
public final class StripedCounters {
    private static final int COPIES =
            Math.min(16, Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 2);

    /** Two cache lines: what processors fetch in pairs. */
    private static final int PADDING = 16;

    private final int counters;
    private final int width;
    private final AtomicLongArray cells;

    public StripedCounters(int counters) {
        this.counters = counters;
        width = (counters + 2 * PADDING - 1) / PADDING * PADDING;
        cells = new AtomicLongArray(COPIES * width);
    }

    /** How many counters the row has. */
    public int size() {
        return counters;
    }

    public void add(int counter, long delta) {
        cells.getAndAdd(copy() * width + counter, delta);
    }

    public long sum(int counter) {
        long sum = 0;
        for (int copy = 0; copy < COPIES; copy++) {
            sum += cells.get(copy * width + counter);
        }
        return sum;
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is newer than Java 17
    private static int copy() {
        long id = Thread.currentThread().getId();
        return (int) (id ^ id >>> 7) & COPIES - 1;
    }
}
