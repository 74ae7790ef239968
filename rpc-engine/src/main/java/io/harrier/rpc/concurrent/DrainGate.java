package io.harrier.rpc.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who is inside, up to a limit, and tells when the last has left after the gate was closed.
 * Lock-free, for any thread.
 */
public final class DrainGate {
    private static final int CLOSED = Integer.MIN_VALUE;

    private final int limit;

    /** The number inside, with the top bit set once the gate is closed. */
    private final AtomicInteger state = new AtomicInteger();

    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    public DrainGate(int limit) {
        this.limit = limit;
    }

    /** Goes in, unless the gate is closed or the limit is reached. */
    public boolean enter() {
        while (true) {
            int now = state.get();
            if (now < 0 || now >= limit) {
                return false;
            }
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /** Goes out. Once for each {@link #enter()} that said true. */
    public void leave() {
        int now = state.decrementAndGet();
        if (now == CLOSED) {
            drained.complete(null);
        } else if (now == -1 || now == Integer.MAX_VALUE) {
            throw new IllegalStateException("left more often than entered");
        }
    }

    /** Lets nobody in from now on; completes when nobody is inside. */
    public CompletableFuture<Void> close() {
        if (state.updateAndGet(now -> now | CLOSED) == CLOSED) {
            drained.complete(null);
        }
        return drained;
    }

    public boolean isClosed() {
        return state.get() < 0;
    }

    /** How many are inside. */
    public int inside() {
        return state.get() & ~CLOSED;
    }
}
