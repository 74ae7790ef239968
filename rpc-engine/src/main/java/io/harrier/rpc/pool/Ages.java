package io.harrier.rpc.pool;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When connections get too old: each a random part of up to a tenth sooner or later. */
final class Ages {
    private final long maxNanos;
    private final RandomGenerator random;

    /**
     * @param max zero if they never do
     */
    Ages(Duration max, RandomGenerator random) {
        maxNanos = max.toNanos();
        this.random = random;
    }

    boolean isLimited() {
        return maxNanos > 0;
    }

    /** When one that is opened now will be too old. */
    long next(long nowNanos) {
        long part = maxNanos / 10;
        return nowNanos + maxNanos - part + (part == 0 ? 0 : random.nextLong(2 * part));
    }
}
