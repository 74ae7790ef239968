package io.harrier.rpc.buffer;

import io.harrier.rpc.concurrent.BoundedQueue;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The slabs of a pool under numbers, by which they wait and are lent. Making and freeing one takes
 * a lock, as it takes a system call or more; finding one does not.
 */
final class SlabTable {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Slab[] slabs = new Slab[64];

    /** Numbers that were in use and are not any more; the first so many. */
    private int[] unused = new int[64];

    private int unusedCount;
    private int next;

    /** A new slab; without a number, so that it is lent once, if there are a million. */
    Slab add(SlabPool pool, int sizeClass, ByteBuf memory) {
        lock.lock();
        try {
            int number = number();
            Slab slab = new Slab(pool, number, sizeClass, memory);
            if (number != BoundedQueue.NONE) {
                slabs[number] = slab;
            }
            return slab;
        } finally {
            lock.unlock();
        }
    }

    /** The one of a number that came from a queue or a stack. */
    Slab get(int number) {
        return Objects.requireNonNull(slabs[number]);
    }

    void remove(int number) {
        lock.lock();
        try {
            slabs[number] = null;
            if (unusedCount == unused.length) {
                unused = Arrays.copyOf(unused, unusedCount * 2);
            }
            unused[unusedCount++] = number;
        } finally {
            lock.unlock();
        }
    }

    private int number() {
        if (unusedCount > 0) {
            return unused[--unusedCount];
        }
        if (next > BoundedQueue.MAX_NUMBER) {
            return BoundedQueue.NONE;
        }
        if (next == slabs.length) {
            slabs = Arrays.copyOf(slabs, next * 2);
        }
        return next++;
    }
}
