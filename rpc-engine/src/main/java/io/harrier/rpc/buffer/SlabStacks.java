package io.harrier.rpc.buffer;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The free slabs that one thread keeps for itself: what it gives and takes here costs no atomic
 * step. A full stack goes to the pool's shelves by half, an empty one is filled from there by half,
 * so that other threads are met once for many slabs. For its thread; what it holds can be read from
 * any.
 */
final class SlabStacks {
    private static final int MOST_SLABS = 64;
    private static final int LEAST_SLABS = 4;
    private static final int STACK_BYTES = 64 * 1024;

    final SlabPool pool;
    private final @Nullable Slab[][] stacks = new Slab[SizeClasses.COUNT][];
    private final int[] counts = new int[SizeClasses.COUNT];

    /** The smallest count since the last trim. */
    private final int[] leastCounts = new int[SizeClasses.COUNT];

    private final AtomicLong hits = new AtomicLong();
    private int place;

    SlabStacks(SlabPool pool) {
        this.pool = pool;
    }

    @Nullable Slab take(int sizeClass) {
        if (counts[sizeClass] == 0 && !refill(sizeClass)) {
            return null;
        }
        int top = --counts[sizeClass];
        leastCounts[sizeClass] = Math.min(leastCounts[sizeClass], top);
        Slab slab = stacks[sizeClass][top];
        stacks[sizeClass][top] = null;
        hits.setOpaque(hits.getPlain() + 1);
        return slab;
    }

    void give(Slab slab) {
        int sizeClass = slab.sizeClass;
        Slab[] stack = stack(sizeClass);
        if (counts[sizeClass] == stack.length) {
            spill(sizeClass, stack.length / 2);
        }
        stack[counts[sizeClass]++] = slab;
    }

    /** Leaves to all what this thread did not need since the last time. */
    void trim() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            spill(sizeClass, leastCounts[sizeClass]);
            leastCounts[sizeClass] = counts[sizeClass];
        }
    }

    /** Leaves everything to all; its thread ends. */
    void clear() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            spill(sizeClass, counts[sizeClass]);
        }
    }

    long hits() {
        return hits.getOpaque();
    }

    long bytesHeld() {
        long bytes = 0;
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            bytes += (long) counts[sizeClass] * SizeClasses.bytes(sizeClass);
        }
        return bytes;
    }

    /** Gives the oldest away: the youngest are in the processor's cache. */
    private void spill(int sizeClass, int count) {
        Slab[] stack = stacks[sizeClass];
        if (count == 0 || stack == null) {
            return;
        }
        pool.shelveAll(sizeClass, stack, count, ++place);
        int left = counts[sizeClass] - count;
        System.arraycopy(stack, count, stack, 0, left);
        java.util.Arrays.fill(stack, left, counts[sizeClass], null);
        counts[sizeClass] = left;
        leastCounts[sizeClass] = Math.min(leastCounts[sizeClass], left);
    }

    private boolean refill(int sizeClass) {
        Slab[] stack = stack(sizeClass);
        counts[sizeClass] = pool.unshelve(sizeClass, place, stack, stack.length / 2);
        return counts[sizeClass] > 0;
    }

    private Slab[] stack(int sizeClass) {
        Slab[] stack = stacks[sizeClass];
        if (stack == null) {
            int fit = STACK_BYTES / SizeClasses.bytes(sizeClass);
            stack = new Slab[Math.max(LEAST_SLABS, Math.min(MOST_SLABS, fit))];
            stacks[sizeClass] = stack;
        }
        return stack;
    }
}
