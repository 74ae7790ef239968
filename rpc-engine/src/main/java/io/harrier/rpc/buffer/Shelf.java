package io.harrier.rpc.buffer;

import io.harrier.rpc.concurrent.BoundedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The free slabs of one size class, for any thread: a few bounded queues, so that threads seldom
 * meet. A thread begins at a place of its own and goes on to the others, so no slab is out of
 * reach. A queue is made when first needed.
 */
final class Shelf {
    private final int sizeClass;
    private final int queueCapacity;
    private final AtomicReferenceArray<@Nullable BoundedQueue<Slab>> queues;

    /** What had been taken out of each queue when it was trimmed last. */
    private final AtomicLongArray polledBefore;

    /**
     * @param places a power of two
     * @param maxBytes that wait here at most; but two slabs may wait at each place
     */
    Shelf(int sizeClass, int places, long maxBytes) {
        this.sizeClass = sizeClass;
        long each = maxBytes / places / SizeClasses.bytes(sizeClass);
        queueCapacity = (int) Long.highestOneBit(Math.max(2, each));
        queues = new AtomicReferenceArray<>(places);
        polledBefore = new AtomicLongArray(places);
    }

    /** A slab that is the caller's alone; null if none is seen. */
    @Nullable Slab take(int place) {
        for (int i = 0; i < queues.length(); i++) {
            BoundedQueue<Slab> queue = queues.getAcquire(at(place + i));
            Slab slab = queue == null ? null : queue.poll();
            if (slab != null) {
                return slab;
            }
        }
        return null;
    }

    /** Puts a slab back; false if there is no room, and it is still the caller's. */
    boolean give(Slab slab, int place) {
        for (int i = 0; i < queues.length(); i++) {
            if (queue(at(place + i)).offer(slab)) {
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
    int giveAll(@Nullable Slab[] slabs, int count, int place) {
        int given = 0;
        for (int i = 0; i < queues.length() && given < count; i++) {
            given += queue(at(place + i)).offerAll(slabs, given, count - given);
        }
        return given;
    }

    /**
     * Frees half of those that nobody asked for since the last time, so that what a burst has left
     * is gone after some rounds, and a pause costs little.
     *
     * @return how many
     */
    int trim() {
        int freed = 0;
        for (int at = 0; at < queues.length(); at++) {
            BoundedQueue<Slab> queue = queues.getAcquire(at);
            if (queue != null) {
                long unasked = queue.size() - (queue.polled() - polledBefore.get(at));
                freed += free(queue, (unasked + 1) / 2);
                polledBefore.set(at, queue.polled());
            }
        }
        return freed;
    }

    /**
     * Frees all.
     *
     * @return how many
     */
    int clear() {
        int freed = 0;
        for (int at = 0; at < queues.length(); at++) {
            BoundedQueue<Slab> queue = queues.getAcquire(at);
            if (queue != null) {
                freed += free(queue, Long.MAX_VALUE);
            }
        }
        return freed;
    }

    long bytesHeld() {
        long slabs = 0;
        for (int at = 0; at < queues.length(); at++) {
            BoundedQueue<Slab> queue = queues.getAcquire(at);
            slabs += queue == null ? 0 : queue.size();
        }
        return slabs * SizeClasses.bytes(sizeClass);
    }

    /** How many have been taken so far, for whatever purpose. */
    long taken() {
        long taken = 0;
        for (int at = 0; at < queues.length(); at++) {
            BoundedQueue<Slab> queue = queues.getAcquire(at);
            taken += queue == null ? 0 : queue.polled();
        }
        return taken;
    }

    long lostRaces() {
        long lost = 0;
        for (int at = 0; at < queues.length(); at++) {
            BoundedQueue<Slab> queue = queues.getAcquire(at);
            lost += queue == null ? 0 : queue.lostRaces();
        }
        return lost;
    }

    private static int free(BoundedQueue<Slab> queue, long most) {
        int freed = 0;
        while (freed < most) {
            Slab slab = queue.poll();
            if (slab == null) {
                return freed;
            }
            slab.free();
            freed++;
        }
        return freed;
    }

    private BoundedQueue<Slab> queue(int at) {
        BoundedQueue<Slab> queue = queues.getAcquire(at);
        if (queue != null) {
            return queue;
        }
        BoundedQueue<Slab> created = new BoundedQueue<>(queueCapacity);
        BoundedQueue<Slab> winner = queues.compareAndExchange(at, null, created);
        return winner == null ? created : winner;
    }

    private int at(int place) {
        return place & queues.length() - 1;
    }
}
