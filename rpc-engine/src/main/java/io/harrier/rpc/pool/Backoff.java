package io.harrier.rpc.pool;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a host that refused connections is tried again: not at all after the
 * first refusal, then from a millisecond on twice as long each time in a row, a tenth of a second
 * at most, and a random part of up to a half less. Not for several threads.
 *
 * <p>A connection that opens is no success yet: a peer that is full, or does not like us, takes it
 * and closes it. Until it has proved itself the next attempt waits as after a refusal.
 *
 * <p>It bounds attempts, not waits of calls: a host that is back is noticed within the tenth.
 */
final class Backoff {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MAX_DOUBLINGS = 7;

    private final RandomGenerator random;
    private int failures;
    private long failedAtNanos;
    private long notBeforeNanos;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void failed(long nowNanos) {
        failedAtNanos = nowNanos;
        notBeforeNanos = failures == 0 ? nowNanos : nowNanos + delay();
        failures++;
    }

    /** An attempt has brought a connection, which may be as short-lived as the one before. */
    void opened(long nowNanos) {
        if (isFailing()) {
            notBeforeNanos = nowNanos + delay();
        }
    }

    void succeeded() {
        failures = 0;
    }

    /** Whether the last attempt failed: one more at a time is enough to find out. */
    boolean isFailing() {
        return failures > 0;
    }

    /** When the last attempt that failed did. */
    long failedAtNanos() {
        return failedAtNanos;
    }

    /** Nanoseconds until the next attempt; none if it may be made now. */
    long left(long nowNanos) {
        return failures == 0 ? 0 : Math.max(0, notBeforeNanos - nowNanos);
    }

    private long delay() {
        long most = Math.min(MOST_NANOS, FIRST_NANOS << Math.min(failures, MAX_DOUBLINGS));
        return random.nextLong(most / 2, most);
    }
}
