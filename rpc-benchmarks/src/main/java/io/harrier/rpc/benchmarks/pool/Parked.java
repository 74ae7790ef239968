package io.harrier.rpc.benchmarks.pool;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that waits for an object, as a caller of Harrier's waits for its connection. */
final class Parked {
    private final Thread thread;
    private volatile @Nullable Thing taken;

    Parked(Thread thread) {
        this.thread = thread;
    }

    /** On the thread of the one who gives it back. */
    boolean take(Thing thing) {
        taken = thing;
        LockSupport.unpark(thread);
        return true;
    }

    Thing await(long nanos) {
        long end = System.nanoTime() + nanos;
        while (true) {
            Thing thing = taken;
            if (thing != null) {
                return thing;
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("no object came (expected: one at once)");
            }
            LockSupport.parkNanos(this, nanos);
        }
    }
}
