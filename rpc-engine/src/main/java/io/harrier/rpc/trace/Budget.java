package io.harrier.rpc.trace;

import java.util.concurrent.atomic.AtomicLong;

/** Lets so many pass in each second, and no more. For any thread. */
final class Budget {
    private static final long SECOND = 1_000_000_000;
    private static final int COUNT_BITS = 24;
    private static final long COUNT = (1 << COUNT_BITS) - 1;

    private final int perSecond;

    /** The second, and how many have passed in it. */
    private final AtomicLong state = new AtomicLong();

    Budget(int perSecond) {
        if (perSecond < 0 || perSecond >= COUNT) {
            throw new IllegalArgumentException(
                    "records a second: " + perSecond + " (expected: 0.." + (COUNT - 1) + ')');
        }
        this.perSecond = perSecond;
    }

    boolean tryTake(long nowNanos) {
        long second = Math.floorDiv(nowNanos, SECOND) << COUNT_BITS;
        while (true) {
            long now = state.get();
            long used = (now & ~COUNT) == second ? now & COUNT : 0;
            if (used >= perSecond) {
                return false;
            }
            if (state.compareAndSet(now, second | used + 1)) {
                return true;
            }
        }
    }
}
