package io.harrier.rpc.trace;

import java.util.concurrent.atomic.AtomicLong;

/** Lets the first of each second pass, so that a method of few calls is seen. For any thread. */
final class Trickle {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong next;

    Trickle(long nowNanos) {
        next = new AtomicLong(nowNanos);
    }

    boolean tryTake(long nowNanos) {
        long due = next.get();
        return nowNanos - due >= 0 && next.compareAndSet(due, nowNanos + SECOND);
    }

    /**
     * Lets another pass for the one that passed at that time.
     *
     * @return false if none did
     */
    boolean giveBack(long thenNanos) {
        return next.compareAndSet(thenNanos + SECOND, thenNanos);
    }
}
