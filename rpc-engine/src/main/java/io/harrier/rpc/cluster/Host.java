package io.harrier.rpc.cluster;

import java.util.concurrent.ThreadLocalRandom;

/**
 * One host, and whether it was reachable when it was last tried. For any thread.
 *
 * @param <T> what stands for it
 */
public final class Host<T> {
    private static final long FIRST_AVOIDANCE_NANOS = 1_000_000_000;
    private static final int MAX_DOUBLINGS = 5;

    private final T value;
    private volatile int failures;
    private volatile long avoidedUntilNanos;

    Host(T value) {
        this.value = value;
    }

    public T value() {
        return value;
    }

    /** It has given a connection. */
    public void reached() {
        if (failures != 0) {
            failures = 0;
        }
    }

    /**
     * It has refused one: others are preferred for a second, twice as long each time in a row up to
     * half a minute, and a random part less, so that clients do not come back all at once.
     */
    public synchronized void missed(long nowNanos) {
        if (isAvoided(nowNanos)) {
            return; // told already, by a call that failed with this one
        }
        long most = FIRST_AVOIDANCE_NANOS << Math.min(failures, MAX_DOUBLINGS);
        avoidedUntilNanos = nowNanos + ThreadLocalRandom.current().nextLong(most / 2, most);
        failures++;
    }

    boolean isAvoided(long nowNanos) {
        return failures != 0 && nowNanos - avoidedUntilNanos < 0;
    }
}
