package io.harrier.rpc.benchmarks.pool;

import io.harrier.rpc.concurrent.Lender;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that waits for an object, as a caller of Harrier's waits for its connection. */
final class Parked {
    private final Thread thread;
    private volatile @Nullable Thing given;
    private volatile boolean toldToLook;

    Parked(Thread thread) {
        this.thread = thread;
    }

    /** On the thread of the one who gives it back. */
    boolean give(Thing thing) {
        given = thing;
        LockSupport.unpark(thread);
        return true;
    }

    /** Likewise. */
    boolean tellToLook() {
        toldToLook = true;
        LockSupport.unpark(thread);
        return true;
    }

    /** What it is given, or finds once it is woken. */
    Thing await(Lender<Thing, Parked> lender, long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thing thing = given;
            if (thing == null && toldToLook) {
                toldToLook = false;
                thing = lender.look(this);
            }
            if (thing != null) {
                return thing;
            }
            if (!toldToLook && given == null) {
                LockSupport.parkNanos(this, nanos);
            }
        }
        throw new IllegalStateException("no object came (expected: one at once)");
    }
}
