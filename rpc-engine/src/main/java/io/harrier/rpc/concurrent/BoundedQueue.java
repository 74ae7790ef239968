package io.harrier.rpc.concurrent;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A queue of fixed capacity from any threads to any threads, that never waits and never allocates.
 *
 * <pre>
 *   sequence of slot s     the slot
 *   n                      is free for the n-th element
 *   n + 1                  holds the n-th element
 *   n + capacity           is free again, a lap later
 * </pre>
 *
 * <p>A producer claims a position with one compare-and-set and then publishes its element by the
 * slot's sequence. Whoever comes upon a slot that is claimed but not yet published, or taken but
 * not yet emptied, is told "empty" or "full": it never waits for a thread that may not be running,
 * which on a virtual thread could be forever. So an element that is there may be missed for a
 * moment; it is never lost and never seen twice.
 *
 * <p>After Dmitry Vyukov's bounded MPMC queue.
 *
 * @param <E> the elements
 */
public final class BoundedQueue<E> {
    /** Places of the two ends, two cache lines from each other and from what else is near. */
    private static final int HEAD = 16;

    private static final int TAIL = 32;
    private static final int ENDS = 48;

    private final int capacity;
    private final AtomicLongArray ends = new AtomicLongArray(ENDS);
    private final AtomicLongArray sequences;
    private final AtomicReferenceArray<@Nullable E> elements;
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
        sequences = new AtomicLongArray(capacity);
        elements = new AtomicReferenceArray<>(capacity);
        for (int slot = 0; slot < capacity; slot++) {
            sequences.setPlain(slot, slot);
        }
    }

    /** Adds an element, unless there is no free slot at the end. */
    public boolean offer(E element) {
        long position = ends.getAcquire(TAIL);
        while (true) {
            int slot = slot(position);
            long ahead = sequences.getAcquire(slot) - position;
            if (ahead < 0) {
                return false;
            }
            if (ahead == 0 && claim(TAIL, position, 1)) {
                elements.setPlain(slot, element);
                sequences.setRelease(slot, position + 1);
                return true;
            }
            position = ends.getAcquire(TAIL);
        }
    }

    /**
     * Adds several elements that come one after the other, at the cost of one; fewer, or none, if
     * there are not as many free slots at the end.
     *
     * @return how many were added, from the first on
     */
    public int offerAll(@Nullable E[] from, int first, int count) {
        while (true) {
            long position = ends.getAcquire(TAIL);
            int free = free(position, count);
            if (free == 0 && position == ends.getAcquire(TAIL)) {
                return 0;
            }
            if (free > 0 && claim(TAIL, position, free)) {
                for (int i = 0; i < free; i++) {
                    int slot = slot(position + i);
                    elements.setPlain(slot, from[first + i]);
                    sequences.setRelease(slot, position + i + 1);
                }
                return free;
            }
        }
    }

    /** How many slots are free from a position on, up to so many. */
    private int free(long position, int most) {
        int free = 0;
        while (free < most && sequences.getAcquire(slot(position + free)) == position + free) {
            free++;
        }
        return free;
    }

    /** The oldest element, which is the caller's alone; null if none is published at the front. */
    public @Nullable E poll() {
        long position = ends.getAcquire(HEAD);
        while (true) {
            int slot = slot(position);
            long ahead = sequences.getAcquire(slot) - (position + 1);
            if (ahead < 0) {
                return null;
            }
            if (ahead == 0 && claim(HEAD, position, 1)) {
                E element = elements.getPlain(slot);
                elements.setPlain(slot, null);
                sequences.setRelease(slot, position + capacity);
                return element;
            }
            position = ends.getAcquire(HEAD);
        }
    }

    /** How many elements are in it, more or less: others go on meanwhile. */
    public int size() {
        long size = offered() - polled();
        return (int) Math.max(0, Math.min(size, capacity));
    }

    public int capacity() {
        return capacity;
    }

    /** How many elements have been added so far. */
    public long offered() {
        return ends.getAcquire(TAIL);
    }

    /** How many elements have been taken so far. */
    public long polled() {
        return ends.getAcquire(HEAD);
    }

    /** How often a thread had to try again because another was faster. */
    public long lostRaces() {
        return lostRaces.sum();
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
