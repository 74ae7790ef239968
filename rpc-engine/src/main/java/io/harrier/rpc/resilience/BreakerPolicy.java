package io.harrier.rpc.resilience;

import java.time.Duration;

/**
 * When a client stops calling a method that fails.
 *
 * @param failurePercent of the window's calls from which on it stops
 * @param minCalls in the window before that is asked
 * @param window the time that is looked back on, in whole seconds
 * @param openFor how long no call is made
 * @param probes calls that are then let through to see
 */
public record BreakerPolicy(
        int failurePercent, int minCalls, Duration window, Duration openFor, int probes) {
    /** Half of at least 100 calls in ten seconds; then five seconds of silence, then ten probes. */
    public static final BreakerPolicy DEFAULT =
            new BreakerPolicy(50, 100, Duration.ofSeconds(10), Duration.ofSeconds(5), 10);

    public BreakerPolicy {
        if (failurePercent < 1 || failurePercent > 100) {
            throw new IllegalArgumentException(
                    "failure rate: " + failurePercent + " % (expected: 1..100)");
        }
        requirePositive("minimum of calls", minCalls);
        requirePositive("probes", probes);
        if (window.toSeconds() < 1 || window.toSeconds() > 3_600) {
            throw new IllegalArgumentException("window: " + window + " (expected: 1s..1h)");
        }
        if (openFor.toMillis() < 1) {
            throw new IllegalArgumentException("open for: " + openFor + " (expected: 1ms or more)");
        }
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: 1 or more)");
        }
    }

    public BreakerPolicy withFailurePercent(int percent) {
        return new BreakerPolicy(percent, minCalls, window, openFor, probes);
    }

    public BreakerPolicy withMinCalls(int calls) {
        return new BreakerPolicy(failurePercent, calls, window, openFor, probes);
    }

    public BreakerPolicy withWindow(Duration time) {
        return new BreakerPolicy(failurePercent, minCalls, time, openFor, probes);
    }

    public BreakerPolicy withOpenFor(Duration time) {
        return new BreakerPolicy(failurePercent, minCalls, window, time, probes);
    }

    public BreakerPolicy withProbes(int calls) {
        return new BreakerPolicy(failurePercent, minCalls, window, openFor, calls);
    }
}
