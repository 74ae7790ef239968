package io.harrier.rpc.concurrent;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

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

    /** So that the number of slots claimed at once fits beside their position. */
    private static final int MAX_CAPACITY = 1 << NUMBER_BITS - 1;

    private final int capacity;
    private final Runnable onLostRace;
    private final AtomicLongArray ends = new AtomicLongArray(ENDS);
    private final AtomicLongArray slots;
    private final LongAdder moved = new LongAdder();

    /**
     * @param capacity a power of two
     * @param onLostRace is run by a thread that has to try again because another was faster
     */
    public BoundedQueue(int capacity, Runnable onLostRace) {
        if (capacity < 2 || capacity > MAX_CAPACITY || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "capacity: "
                            + capacity
                            + " (expected: a power of two from 2 to "
                            + MAX_CAPACITY
                            + ')');
        }
        this.capacity = capacity;
        this.onLostRace = onLostRace;
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
        long claimed = claimAll(TAIL, 0, count);
        long position = position(claimed);
        int free = count(claimed);
        for (int i = 0; i < free; i++) {
            publish(position + i, from[first + i]);
        }
        return free;
    }

    /**
     * The oldest number, which is the caller's alone; {@link #NONE} if none is published at the
     * front.
     */
    public int poll() {
        while (true) {
            long position = ends.getAcquire(HEAD);
            long ahead = ahead(slots.getAcquire(slot(position)), position + 1);
            if (ahead < 0) {
                return NONE;
            }
            if (ahead == 0 && claim(HEAD, position, 1)) {
                return vacate(position);
            }
        }
    }

    /**
     * Takes the oldest numbers at the cost of one; fewer, or none, if not as many are published at
     * the front.
     *
     * @return how many were taken
     */
    public int pollAll(int[] to, int most) {
        long claimed = claimAll(HEAD, 1, most);
        long position = position(claimed);
        int there = count(claimed);
        for (int i = 0; i < there; i++) {
            to[i] = vacate(position + i);
        }
        return there;
    }

    /**
     * Takes the oldest number, and moves those after it to another queue: at the cost of one here
     * and one there, so that whoever has to come to a strange queue need not come again soon.
     *
     * @param most that are taken and moved together
     * @param rest gets what the other has no room for
     * @return the oldest number, which is the caller's alone; {@link #NONE} if there is none
     */
    public int pollInto(BoundedQueue other, int most, IntConsumer rest) {
        long claimed = claimAll(HEAD, 1, most);
        int there = count(claimed);
        if (there == 0) {
            return NONE;
        }
        int oldest = vacate(position(claimed));
        move(position(claimed) + 1, there - 1, other, rest);
        return oldest;
    }

    /** From slots that the caller has claimed. */
    private void move(long position, int count, BoundedQueue other, IntConsumer rest) {
        long claimed = other.claimAll(TAIL, 0, count);
        int room = count(claimed);
        for (int i = 0; i < room; i++) {
            other.publish(position(claimed) + i, vacate(position + i));
        }
        for (int i = room; i < count; i++) {
            rest.accept(vacate(position + i));
        }
        moved.add(count);
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

    /** How many of those that were taken were moved. */
    public long moved() {
        return moved.sum();
    }

    /**
     * Claims slots that come one after the other, as many as are ready.
     *
     * @param ahead by how much the sequence of a slot that is ready is ahead of its position
     * @return the position of the first, and how many, in the manner of a slot
     */
    private long claimAll(int end, int ahead, int most) {
        while (true) {
            long position = ends.getAcquire(end);
            int ready = run(position, position + ahead, most);
            if (ready == 0 ? position == ends.getAcquire(end) : claim(end, position, ready)) {
                return position << NUMBER_BITS | ready;
            }
        }
    }

    private static long position(long claimed) {
        return claimed >> NUMBER_BITS;
    }

    private static int count(long claimed) {
        return (int) claimed & MAX_NUMBER;
    }

    /** How many slots from a position on have the sequences that follow on one, up to so many. */
    private int run(long position, long sequence, int most) {
        int run = 0;
        while (run < most && ahead(slots.getAcquire(slot(position + run)), sequence + run) == 0) {
            run++;
        }
        return run;
    }

    /** Empties a slot that the caller has claimed; nobody else looks into it until then. */
    private int vacate(long position) {
        int slot = slot(position);
        int number = (int) slots.getPlain(slot) & MAX_NUMBER;
        slots.setRelease(slot, position + capacity << NUMBER_BITS);
        return number;
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
            onLostRace.run();
        }
        return claimed;
    }
}
