package io.harrier.rpc.benchmarks.pool;

import com.zaxxer.hikari.util.ConcurrentBag.IConcurrentBagEntry;
import io.harrier.rpc.concurrent.LentEntry;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * What is borrowed. It is as large as an entry of a real pool, so that no two states share a cache
 * line; that of the bag is kept as HikariCP keeps its own.
 */
final class Thing extends LentEntry implements IConcurrentBagEntry {
    private static final AtomicIntegerFieldUpdater<Thing> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Thing.class, "bagState");

    private volatile int bagState;

    /** Fills the line. */
    final long[] line = new long[16];

    @Override
    public boolean compareAndSet(int expected, int next) {
        return STATE.compareAndSet(this, expected, next);
    }

    @Override
    public void setState(int next) {
        STATE.set(this, next);
    }

    @Override
    public int getState() {
        return STATE.get(this);
    }
}
