package io.harrier.rpc.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a client may spend on retries: a share of the calls that succeed, and a few a second
 * besides, for those who call seldom. When nothing succeeds only the few are left, so that retries
 * do not keep down what is down. Lock-free, for any thread.
 */
final class RetryBudget {
    private static final long RETRY = 1_000_000;
    private static final long MAX_SAVED = 100 * RETRY;

    private final long perSuccess;
    private final TokenBucket reserve;
    private final AtomicLong saved = new AtomicLong();

    RetryBudget(double ratio, double perSecond, long now) {
        perSuccess = Math.round(ratio * RETRY);
        reserve = new TokenBucket(perSecond, TimeUnit.SECONDS.toNanos(1), now);
    }

    void onSuccess() {
        long now = saved.get();
        if (now < MAX_SAVED) {
            saved.compareAndSet(now, Math.min(MAX_SAVED, now + perSuccess)); // lost: one too few
        }
    }

    /** Spends a retry, if there is one. */
    boolean trySpend(long now) {
        long have = saved.get();
        while (have >= RETRY) {
            long witness = saved.compareAndExchange(have, have - RETRY);
            if (witness == have) {
                return true;
            }
            have = witness;
        }
        return reserve.tryTake(now);
    }
}
