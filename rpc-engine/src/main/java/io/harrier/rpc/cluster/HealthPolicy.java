package io.harrier.rpc.cluster;

import java.time.Duration;

/**
 * When a host is avoided, and how it comes back.
 *
 * @param first how long it is avoided the first time; twice as long each time in a row
 * @param longest ... up to this
 * @param streak failures in a row that are enough
 * @param window span over which failures are counted
 * @param calls in the window that are needed to judge by their share of failures
 * @param rate share of failures that is enough
 * @param mostEjected share of the hosts that may be avoided for what they answered
 * @param slowStart in which a host that is new or back comes to its full share
 */
record HealthPolicy(
        Duration first,
        Duration longest,
        int streak,
        Duration window,
        int calls,
        double rate,
        double mostEjected,
        Duration slowStart) {
    static final HealthPolicy DEFAULT =
            new HealthPolicy(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    5,
                    Duration.ofSeconds(10),
                    20,
                    0.5,
                    0.5,
                    Duration.ofSeconds(10));

    /** Of calls, for a host that has just come back; it grows to 1. */
    static final double LEAST_SHARE = 0.1;

    long avoidanceNanos(int timesInARow) {
        long nanos = first.toNanos();
        for (int i = 0; i < timesInARow && nanos < longest.toNanos(); i++) {
            nanos *= 2;
        }
        return Math.min(nanos, longest.toNanos());
    }
}
