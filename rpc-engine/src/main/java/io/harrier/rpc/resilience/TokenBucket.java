package io.harrier.rpc.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many through a second, and no more than a burst of them at once. One word: the time at
 * which the bucket would be full again, as the generic cell rate algorithm of ATM keeps it.
 * Lock-free, for any thread.
 */
final class TokenBucket {
    /** Two of them are added and compared: more than 70 years, and far from the end of a long. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

    private final double perSecond;
    private final long intervalNanos;
    private final long burstNanos;
    private final AtomicLong fullAt;

    /**
     * @param perSecond more than zero, at most a billion
     * @param burstNanos the time whose tokens may be saved up; one token can always be
     * @param now as {@link #tryTake} counts; the bucket begins full
     */
    TokenBucket(double perSecond, long burstNanos, long now) {
        if (!(perSecond > 0) || perSecond > 1e9) {
            throw new IllegalArgumentException(
                    "rate: " + perSecond + " a second (expected: more than 0, at most 1e9)");
        }
        this.perSecond = perSecond;
        long interval = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        intervalNanos = Math.max(1, Math.min(interval, LONGEST_NANOS));
        this.burstNanos = Math.max(Math.min(burstNanos, LONGEST_NANOS), intervalNanos);
        fullAt = new AtomicLong(now);
    }

    /** Takes a token, if there is one. */
    boolean tryTake(long now) {
        while (true) {
            long full = fullAt.get();
            long next = (full - now < 0 ? now : full) + intervalNanos;
            if (next - now > burstNanos) {
                return false;
            }
            if (fullAt.compareAndSet(full, next)) {
                return true;
            }
        }
    }

    double perSecond() {
        return perSecond;
    }
}
