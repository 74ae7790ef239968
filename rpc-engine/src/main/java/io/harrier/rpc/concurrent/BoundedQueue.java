package io.harrier.rpc.concurrent;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * A queue of numbers, of fixed capacity, from any threads to any threads, that never waits and
 * never allocates.
 *
 * <pre>
 *   bits of a slot
 *   63..20  sequence   n: free for the n-th number; n + 1: holds it; n + capacity: free again
 *   19..0   number
 * </pre>
 *
 * <p>A producer claims positions with one compare-and-set and then publishes its numbers by the
 * slots' sequences. Whoever comes upon a slot that is claimed but not yet published, or taken but
 * not yet emptied, is told "empty" or "full": it never waits for a thread that may not be running,
 * which on a virtual thread could be forever. So a number that is there may be missed for a moment;
 * it is never lost and never seen twice. What was written before a number was offered is seen by
 * whoever polls it.
 *
 * <p>After Dmitry Vyukov's bounded MPMC queue. Numbers, as a reference in an array of old objects
 * costs the garbage collector's barriers, and a cache line of its own.
 */
public final class BoundedQueue {
    /** Says that there is no number. */
    public static final int NONE = -1;

    private static final int NUMBER_BITS = 20;

    /** The largest number. */
    public static final int MAX_NUMBER = (1 << NUMBER_BITS) - 1;

    /** Places of the two ends, two cache lines from each other and from what else is near. */
    private static final int HEAD = 16;

    private static final int TAIL = 32;
    private static final int ENDS = 48;

    private final int capacity;
    private final AtomicLongArray ends = new AtomicLongArray(ENDS);
    private final AtomicLongArray slots;
    private final LongAdder lostRaces = new LongAdder();

    /**
     * @param capacity a power of two
     */
    public BoundedQueue(int capacity) {
        if (capacity < 2 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "capacity: " + capacity + " (expected: a power of two from 2 on)");
        }
        this.capacity = capacity;
        slots = new AtomicLongArray(capacity);
        for (int slot = 0; slot < capacity; slot++) {
            slots.setPlain(slot, (long) slot << NUMBER_BITS);
        }
    }

    /** Adds a number from 0 to {@link #MAX_NUMBER}, unless there is no free slot at the end. */
    public boolean offer(int number) {
        while (true) {
            long position = ends.getAcquire(TAIL);
            long ahead = ahead(slots.getAcquire(slot(position)), position);
            if (ahead < 0) {
                return false;
            }
            if (ahead == 0 && claim(TAIL, position, 1)) {
                publish(position, number);
                return true;
            }
        }
    }

    /**
     * Adds several numbers that come one after the other, at the cost of one; fewer, or none, if
     * there are not as many free slots at the end.
     *
     * @return how many were added, from the first on
     */
    public int offerAll(int[] from, int first, int count) {
        while (true) {
            long position = ends.getAcquire(TAIL);
            int free = free(position, count);
            if (free == 0 && position == ends.getAcquire(TAIL)) {
                return 0;
            }
            if (free > 0 && claim(TAIL, position, free)) {
                for (int i = 0; i < free; i++) {
                    publish(position + i, from[first + i]);
                }
                return free;
            }
        }
    }

    /**
     * The oldest number, which is the caller's alone; {@link #NONE} if none is published at the
     * front.
     */
    public int poll() {
        while (true) {
            long position = ends.getAcquire(HEAD);
            int slot = slot(position);
            long content = slots.getAcquire(slot);
            long ahead = ahead(content, position + 1);
            if (ahead < 0) {
                return NONE;
            }
            if (ahead == 0 && claim(HEAD, position, 1)) {
                slots.setRelease(slot, position + capacity << NUMBER_BITS);
                return (int) content & MAX_NUMBER;
            }
        }
    }

    /** How many numbers are in it, more or less: others go on meanwhile. */
    public int size() {
        long size = offered() - polled();
        return (int) Math.max(0, Math.min(size, capacity));
    }

    public int capacity() {
        return capacity;
    }

    /** How many numbers have been added so far. */
    public long offered() {
        return ends.getAcquire(TAIL);
    }

    /** How many numbers have been taken so far. */
    public long polled() {
        return ends.getAcquire(HEAD);
    }

    /** How often a thread had to try again because another was faster. */
    public long lostRaces() {
        return lostRaces.sum();
    }

    /** How many slots are free from a position on, up to so many. */
    private int free(long position, int most) {
        int free = 0;
        while (free < most
                && ahead(slots.getAcquire(slot(position + free)), position + free) == 0) {
            free++;
        }
        return free;
    }

    private void publish(long position, int number) {
        slots.setRelease(slot(position), position + 1 << NUMBER_BITS | number);
    }

    /** By how much a slot's sequence is ahead of another; both may have gone round. */
    private static long ahead(long content, long sequence) {
        return (content >> NUMBER_BITS) - sequence << NUMBER_BITS;
    }

    private int slot(long position) {
        return (int) position & capacity - 1;
    }

    private boolean claim(int end, long position, int count) {
        boolean claimed = ends.compareAndSet(end, position, position + count);
        if (!claimed) {
            lostRaces.increment();
        }
        return claimed;
    }
}
