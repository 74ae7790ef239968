package io.harrier.rpc.resilience;

import java.time.Duration;

/**
 * When a client's failed calls are sent again. Whether a method may run twice its schema says, or
 * the client's builder.
 *
 * @param maxAttempts with the first; 1 retries nothing
 * @param delay before the first retry at most; doubled for each that follows
 * @param maxDelay the longest
 * @param budgetRatio retries for each call that succeeds
 * @param budgetPerSecond retries a second besides these
 */
public record RetryPolicy(
        int maxAttempts,
        Duration delay,
        Duration maxDelay,
        double budgetRatio,
        double budgetPerSecond) {
    private static final int MAX_ATTEMPTS = 10;
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Three attempts, 10 ms to 1 s apart, a budget of 20 % and ten a second. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(3, Duration.ofMillis(10), Duration.ofSeconds(1), 0.2, 10);

    public RetryPolicy {
        if (maxAttempts < 1 || maxAttempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "attempts: " + maxAttempts + " (expected: 1.." + MAX_ATTEMPTS + ')');
        }
        if (delay.isNegative()
                || maxDelay.compareTo(delay) < 0
                || maxDelay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "retry delay: "
                            + delay
                            + ".."
                            + maxDelay
                            + " (expected: zero or more, the second not below the first, at most "
                            + LONGEST
                            + ')');
        }
        if (!(budgetRatio >= 0) || budgetRatio > 1 || !(budgetPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "retry budget: "
                            + budgetRatio
                            + " and "
                            + budgetPerSecond
                            + " a second (expected: 0..1, and more than zero)");
        }
    }

    public RetryPolicy withMaxAttempts(int attempts) {
        return new RetryPolicy(attempts, delay, maxDelay, budgetRatio, budgetPerSecond);
    }

    public RetryPolicy withDelay(Duration first, Duration longest) {
        return new RetryPolicy(maxAttempts, first, longest, budgetRatio, budgetPerSecond);
    }

    public RetryPolicy withBudget(double ratio, double perSecond) {
        return new RetryPolicy(maxAttempts, delay, maxDelay, ratio, perSecond);
    }
}
