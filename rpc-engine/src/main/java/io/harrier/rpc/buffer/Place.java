package io.harrier.rpc.buffer;

import io.harrier.rpc.concurrent.BoundedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/**
 * One of the places of a {@link Shelf}: a short queue that only the threads at home here give to
 * and take from, one by one; and a long one for what is beyond, from which those from elsewhere
 * fetch bundles. So they meet seldom, and mostly at two ends of a queue.
 */
final class Place {
    private static final int MOST_NEAR = 64;

    private final BoundedQueue near;
    private final BoundedQueue far;
    private final int bundle;
    private final IntConsumer rest;

    /** Slabs taken for something else than to be lent at once. */
    private final LongAdder removed = new LongAdder();

    /** What had been taken out of the queues when they were trimmed last. */
    private long nearBefore;

    private long farBefore;

    /** What had been taken from near when a stranger looked last; a hint, read without care. */
    private long seen;

    /**
     * @param slabs that wait here at most; but two may wait in each queue
     * @param onNear is run by a thread that lost a race at the near queue
     * @param onFar the same at the far one
     * @param rest gets slabs that were to be moved, and that there is no room for any more
     */
    Place(int slabs, Runnable onNear, Runnable onFar, IntConsumer rest) {
        int most = Integer.highestOneBit(Math.max(2, slabs / 4 * 3));
        far = new BoundedQueue(most, onFar);
        near = new BoundedQueue(Math.max(2, Math.min(MOST_NEAR, most / 2)), onNear);
        bundle = near.capacity() / 2;
        this.rest = rest;
    }

    /** One of those here; {@link BoundedQueue#NONE} if there is none. */
    int take() {
        int number = near.poll();
        return number == BoundedQueue.NONE ? far.poll() : number;
    }

    /** One of a bundle, of which the others go to another place. */
    int takeBundle(Place to) {
        return far.pollInto(to.near, bundle, rest);
    }

    /** Up to so many of those far, at once. */
    int takeAll(int[] to, int most) {
        int taken = far.pollAll(to, most);
        removed.add(taken);
        return taken;
    }

    /**
     * One of those near, of which half go to another place; unless threads have been at work here
     * since the last look: then it is better to make a slab, until they leave some far.
     */
    int takeIdle(Place to) {
        if (isBusy()) {
            return BoundedQueue.NONE;
        }
        int number = near.pollInto(to.near, halfNear(), rest);
        seen = near.polled();
        return number;
    }

    /** Up to so many of those near, and half of them at most; none in the same case. */
    int takeAllIdle(int[] to, int most) {
        if (isBusy()) {
            return 0;
        }
        int taken = near.pollAll(to, Math.min(most, halfNear()));
        seen = near.polled();
        removed.add(taken);
        return taken;
    }

    /** Whether one was taken from near since a stranger looked last. */
    private boolean isBusy() {
        long polled = near.polled();
        boolean isBusy = polled != seen;
        if (isBusy) {
            seen = polled;
        }
        return isBusy;
    }

    private int halfNear() {
        return Math.max(1, near.size() / 2);
    }

    /** Puts one near, or else far; false if there is no room. */
    boolean give(int number) {
        return near.offer(number) || far.offer(number);
    }

    /** Puts one far; false if there is no room. */
    boolean giveAway(int number) {
        return far.offer(number);
    }

    /** Puts some far, from one on; the number of those that there was room for. */
    int giveAwayAll(int[] numbers, int first, int count) {
        return far.offerAll(numbers, first, count);
    }

    /** Takes half of those that nobody asked for since the last time. */
    void trim(IntConsumer taker) {
        remove(near, (unasked(near, nearBefore) + 1) / 2, taker);
        remove(far, (unasked(far, farBefore) + 1) / 2, taker);
        nearBefore = near.polled();
        farBefore = far.polled();
    }

    private static long unasked(BoundedQueue queue, long polledBefore) {
        return queue.size() - (queue.polled() - polledBefore);
    }

    /** Takes all. */
    void clear(IntConsumer taker) {
        remove(near, Long.MAX_VALUE, taker);
        remove(far, Long.MAX_VALUE, taker);
    }

    private void remove(BoundedQueue queue, long most, IntConsumer taker) {
        for (long taken = 0; taken < most; taken++) {
            int number = queue.poll();
            if (number == BoundedQueue.NONE) {
                return;
            }
            removed.increment();
            taker.accept(number);
        }
    }

    int size() {
        return near.size() + far.size();
    }

    /** How many of those here have been lent so far. */
    long lent() {
        long moved = near.moved() + far.moved();
        return near.polled() + far.polled() - moved - removed.sum();
    }
}
