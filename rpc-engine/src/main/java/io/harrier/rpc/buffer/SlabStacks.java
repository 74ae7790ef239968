package io.harrier.rpc.buffer;

import io.harrier.rpc.concurrent.BoundedQueue;
import java.util.Arrays;

/**
 * The free slabs that one thread keeps for itself: what it gives and takes here costs no atomic
 * step. A full stack goes to the pool's shelves by half, an empty one is filled from there by half,
 * so that other threads are met once for many slabs. For its thread, which makes it; what it holds
 * can be read from any, if a moment's delay does no harm.
 */
final class SlabStacks {
    private static final int MOST_SLABS = 64;
    private static final int LEAST_SLABS = 4;
    private static final int STACK_BYTES = 64 * 1024;
    private static final int[] NOT_USED = {};

    /** Longs on two cache lines, which other threads' numbers are to keep away from these. */
    private static final int APART = 16;

    private static final int COUNTS = APART;
    private static final int LEAST = COUNTS + SizeClasses.COUNT;
    private static final int HITS = LEAST + SizeClasses.COUNT;

    private final SlabPool pool;
    private final int[][] stacks = new int[SizeClasses.COUNT][];

    /**
     * From {@link #COUNTS} on how many slabs of each class are here, from {@link #LEAST} on the
     * smallest of these counts since the last trim, at {@link #HITS} how many were taken here.
     */
    private final long[] numbers = new long[HITS + 1 + APART];

    private int place;

    SlabStacks(SlabPool pool) {
        this.pool = pool;
        Arrays.fill(stacks, NOT_USED);
    }

    /** The number of a slab; {@link BoundedQueue#NONE} if there is none, for all neither. */
    int take(int sizeClass) {
        int count = count(sizeClass);
        if (count == 0) {
            count = refill(sizeClass);
        }
        if (count == 0) {
            return BoundedQueue.NONE;
        }
        count(sizeClass, count - 1);
        numbers[HITS]++;
        return stacks[sizeClass][count - 1];
    }

    void give(int number, int sizeClass) {
        int[] stack = stack(sizeClass);
        if (count(sizeClass) == stack.length) {
            spill(sizeClass, stack.length / 2);
        }
        int count = count(sizeClass);
        stack[count] = number;
        numbers[COUNTS + sizeClass] = count + 1;
    }

    /** Leaves to all what this thread did not need since the last time. */
    void trim() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            spill(sizeClass, (int) numbers[LEAST + sizeClass]);
            numbers[LEAST + sizeClass] = count(sizeClass);
        }
    }

    /** Leaves everything to all; its thread ends. */
    void clear() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            spill(sizeClass, count(sizeClass));
        }
    }

    long hits() {
        return numbers[HITS];
    }

    long bytesHeld() {
        long bytes = 0;
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            bytes += (long) count(sizeClass) * SizeClasses.bytes(sizeClass);
        }
        return bytes;
    }

    private int count(int sizeClass) {
        return (int) numbers[COUNTS + sizeClass];
    }

    private void count(int sizeClass, int count) {
        numbers[COUNTS + sizeClass] = count;
        if (count < numbers[LEAST + sizeClass]) {
            numbers[LEAST + sizeClass] = count;
        }
    }

    /** Gives the oldest away: the youngest are in the processor's cache. */
    private void spill(int sizeClass, int count) {
        if (count > 0) {
            int[] stack = stacks[sizeClass];
            int left = count(sizeClass) - count;
            pool.shelveAll(sizeClass, stack, count, ++place);
            System.arraycopy(stack, count, stack, 0, left);
            count(sizeClass, left);
        }
    }

    private int refill(int sizeClass) {
        int[] stack = stack(sizeClass);
        return pool.unshelve(sizeClass, place, stack, stack.length / 2);
    }

    private int[] stack(int sizeClass) {
        int[] stack = stacks[sizeClass];
        if (stack.length == 0) {
            int fit = STACK_BYTES / SizeClasses.bytes(sizeClass);
            stack = new int[Math.max(LEAST_SLABS, Math.min(MOST_SLABS, fit))];
            stacks[sizeClass] = stack;
        }
        return stack;
    }
}
