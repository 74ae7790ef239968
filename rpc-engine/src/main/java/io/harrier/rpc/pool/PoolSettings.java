package io.harrier.rpc.pool;

import java.time.Duration;

/**
 * How the connections to a host are kept.
 *
 * @param max that there may be at once
 * @param minIdle that are kept open beyond those in use; of shared ones, one at least if not zero
 * @param idleTimeout after which an idle one is closed, if there are more than {@code minIdle};
 *     zero for never
 * @param maxAge after which one is closed once it is idle, or its calls have ended; a random part
 *     of up to a tenth more or less, so that not all go at once; zero for never
 * @param eager whether the first are opened before the first call
 */
public record PoolSettings(
        ConnectionMode mode,
        int max,
        int minIdle,
        Duration idleTimeout,
        Duration maxAge,
        boolean eager) {
    public static final PoolSettings DEFAULT =
            new PoolSettings(
                    ConnectionMode.AUTO, 64, 0, Duration.ofMinutes(1), Duration.ZERO, false);

    /**
     * @throws IllegalArgumentException if more are to be kept idle than there may be
     */
    public PoolSettings {
        if (minIdle > max) {
            throw new IllegalArgumentException(
                    "minIdle: " + minIdle + " (expected: 0 to max, " + max + ')');
        }
    }
}
