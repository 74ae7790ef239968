package io.harrier.rpc.buffer;

import io.harrier.rpc.concurrent.BoundedQueue;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the free slabs of one size class, for any thread: a few bounded queues, so that
 * threads seldom meet. A thread begins at a place of its own and goes on to the others, so no slab
 * is out of reach. A queue is made when first needed.
 */
final class Shelf {
    /** Slabs that are fetched from another's place at once, for those who come after. */
    private static final int FETCHED = 32;

    private final int sizeClass;
    private final int queueCapacity;
    private final IntConsumer drop;

    /** Read without care: a queue that was made by another thread is whole, or not seen yet. */
    private final @Nullable BoundedQueue[] queues;

    /**
     * Where somebody whose own place was empty found a slab; a hint, so it is read without care.
     */
    private int lastFound;

    private volatile boolean isClosed;

    /** What had been taken out of each queue when it was trimmed last. */
    private final long[] polledBefore;

    /**
     * @param places a power of two
     * @param maxBytes that wait here at most; but two slabs may wait at each place
     * @param drop gets slabs that there is no room for any more
     */
    Shelf(int sizeClass, int places, long maxBytes, IntConsumer drop) {
        this.sizeClass = sizeClass;
        this.drop = drop;
        long each = maxBytes / places / SizeClasses.bytes(sizeClass);
        queueCapacity = (int) Long.highestOneBit(Math.max(2, each));
        queues = new BoundedQueue[places];
        polledBefore = new long[places];
    }

    /**
     * The number of a slab that is the caller's alone; {@link BoundedQueue#NONE} if none is seen.
     */
    int take(int place) {
        BoundedQueue own = queues[at(place)];
        int number = own == null ? BoundedQueue.NONE : own.poll();
        return number == BoundedQueue.NONE ? fetch(place) : number;
    }

    /**
     * Takes up to so many slabs for the caller alone, from one place.
     *
     * @return how many
     */
    int takeAll(int[] to, int most, int place) {
        for (int i = 0; i < queues.length; i++) {
            BoundedQueue queue = queues[at(place + i)];
            int taken = queue == null ? 0 : queue.pollAll(to, most);
            if (taken > 0) {
                return taken;
            }
        }
        return 0;
    }

    private int fetch(int place) {
        int first = lastFound;
        for (int i = 0; i < queues.length; i++) {
            int at = at(first + i);
            int number = fetch(at, place);
            if (number != BoundedQueue.NONE) {
                if (i > 0) {
                    lastFound = at;
                }
                return number;
            }
        }
        return BoundedQueue.NONE;
    }

    /** Half of what is there at most: its own thread is to find the rest. */
    private int fetch(int at, int place) {
        BoundedQueue queue = queues[at];
        if (queue == null || at == at(place)) {
            return BoundedQueue.NONE;
        }
        int most = Math.max(1, Math.min(FETCHED, queue.size() / 2));
        int number = queue.pollInto(queue(at(place)), most, drop);
        if (isClosed) {
            clear(drop); // closed meanwhile
        }
        return number;
    }

    /** Puts a slab back; false if there is no room, and it is still the caller's. */
    boolean give(int number, int place) {
        for (int i = 0; i < queues.length; i++) {
            if (queue(at(place + i)).offer(number)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Puts slabs back, from the first on.
     *
     * @return how many there was room for; the others are still the caller's
     */
    int giveAll(int[] numbers, int count, int place) {
        int given = 0;
        for (int i = 0; i < queues.length && given < count; i++) {
            given += queue(at(place + i)).offerAll(numbers, given, count - given);
        }
        return given;
    }

    /**
     * Takes half of those that nobody asked for since the last time, so that what a burst has left
     * is gone after some rounds, and a pause costs little.
     *
     * @param taker of each slab's number
     */
    synchronized void trim(IntConsumer taker) {
        for (int at = 0; at < queues.length; at++) {
            BoundedQueue queue = queues[at];
            if (queue != null) {
                long unasked = queue.size() - (queue.polled() - polledBefore[at]);
                take(queue, (unasked + 1) / 2, taker);
                polledBefore[at] = queue.polled();
            }
        }
    }

    /** Takes all, and leaves nothing that is on its way from one place to another. */
    void close(IntConsumer taker) {
        isClosed = true;
        clear(taker);
    }

    /** Takes all. */
    void clear(IntConsumer taker) {
        for (BoundedQueue queue : queues) {
            if (queue != null) {
                take(queue, Long.MAX_VALUE, taker);
            }
        }
    }

    long bytesHeld() {
        return sum(BoundedQueue::size) * SizeClasses.bytes(sizeClass);
    }

    /** How many have been taken so far, for whatever purpose. */
    long taken() {
        return sum(BoundedQueue::polled) - sum(BoundedQueue::moved);
    }

    long lostRaces() {
        return sum(BoundedQueue::lostRaces);
    }

    private long sum(ToLongFunction<BoundedQueue> part) {
        long sum = 0;
        for (BoundedQueue queue : queues) {
            sum += queue == null ? 0 : part.applyAsLong(queue);
        }
        return sum;
    }

    private static void take(BoundedQueue queue, long most, IntConsumer taker) {
        for (long taken = 0; taken < most; taken++) {
            int number = queue.poll();
            if (number == BoundedQueue.NONE) {
                return;
            }
            taker.accept(number);
        }
    }

    private BoundedQueue queue(int at) {
        BoundedQueue queue = queues[at];
        return queue == null ? makeQueue(at) : queue;
    }

    private synchronized BoundedQueue makeQueue(int at) {
        BoundedQueue queue = queues[at];
        if (queue == null) {
            queue = new BoundedQueue(queueCapacity);
            queues[at] = queue;
        }
        return queue;
    }

    private int at(int place) {
        return place & queues.length - 1;
    }
}
