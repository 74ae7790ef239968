package io.harrier.rpc.client;

import io.harrier.rpc.concurrent.Require;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.pool.PoolSettings;
import java.time.Duration;

/**
 * How a client keeps its connections to each host.
 *
 * <pre>{@code
 * builder.connections(c -> c.withMode(ConnectionMode.POOLED).withMax(16))
 * }</pre>
 *
 * @param mode how calls share connections; with {@link ConnectionMode#MULTIPLEXED} the form must
 *     have a header
 * @param max connections to a host at most; of shared ones a second is opened only once the first
 *     has hundreds of calls
 * @param maxTotal connections to all hosts together at most; zero for no limit but {@code max} of
 *     each. Those that are closed once their last calls have ended are not counted. A host without
 *     one takes it from others, see the guide
 * @param minIdle that are kept open though idle, and opened anew when they are lost; of shared
 *     ones, one if this is not zero
 * @param idleTimeout after which an idle one is closed; zero for never
 * @param maxAge give or take a tenth, after which one is replaced, once its calls have ended; zero
 *     for never
 * @param eager whether the first, one at least, are opened when the client is built: nobody waits
 *     for them, and a host that is down fails nothing
 * @param pingInterval silence after which a multiplexed connection is probed
 * @param pingTimeout silence after a probe that ends the connection; two seconds at least make
 *     sense, as a server that is full gives signs of life once a second
 */
public record ConnectionSettings(
        ConnectionMode mode,
        int max,
        int maxTotal,
        int minIdle,
        Duration idleTimeout,
        Duration maxAge,
        boolean eager,
        Duration pingInterval,
        Duration pingTimeout) {
    public static final ConnectionSettings DEFAULT =
            new ConnectionSettings(
                    PoolSettings.DEFAULT.mode(),
                    PoolSettings.DEFAULT.max(),
                    0,
                    PoolSettings.DEFAULT.minIdle(),
                    PoolSettings.DEFAULT.idleTimeout(),
                    PoolSettings.DEFAULT.maxAge(),
                    PoolSettings.DEFAULT.eager(),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5));

    /**
     * @throws IllegalArgumentException if a value is out of its bounds
     */
    public ConnectionSettings {
        Require.positive("max connections", max);
        Require.notNegative("max total connections", maxTotal);
        Require.notNegative("min idle connections", minIdle);
        Require.positiveOrNever("idle timeout of connections", idleTimeout);
        Require.positiveOrNever("max age of connections", maxAge);
        Require.positive("ping interval", pingInterval);
        Require.positive("ping timeout", pingTimeout);
    }

    public ConnectionSettings withMode(ConnectionMode other) {
        return new ConnectionSettings(
                other,
                max,
                maxTotal,
                minIdle,
                idleTimeout,
                maxAge,
                eager,
                pingInterval,
                pingTimeout);
    }

    public ConnectionSettings withMax(int connections) {
        return new ConnectionSettings(
                mode,
                connections,
                maxTotal,
                minIdle,
                idleTimeout,
                maxAge,
                eager,
                pingInterval,
                pingTimeout);
    }

    public ConnectionSettings withMaxTotal(int connections) {
        return new ConnectionSettings(
                mode,
                max,
                connections,
                minIdle,
                idleTimeout,
                maxAge,
                eager,
                pingInterval,
                pingTimeout);
    }

    public ConnectionSettings withMinIdle(int connections) {
        return new ConnectionSettings(
                mode,
                max,
                maxTotal,
                connections,
                idleTimeout,
                maxAge,
                eager,
                pingInterval,
                pingTimeout);
    }

    public ConnectionSettings withIdleTimeout(Duration time) {
        return new ConnectionSettings(
                mode, max, maxTotal, minIdle, time, maxAge, eager, pingInterval, pingTimeout);
    }

    public ConnectionSettings withMaxAge(Duration time) {
        return new ConnectionSettings(
                mode, max, maxTotal, minIdle, idleTimeout, time, eager, pingInterval, pingTimeout);
    }

    public ConnectionSettings withEager(boolean open) {
        return new ConnectionSettings(
                mode, max, maxTotal, minIdle, idleTimeout, maxAge, open, pingInterval, pingTimeout);
    }

    public ConnectionSettings withPing(Duration interval, Duration patience) {
        return new ConnectionSettings(
                mode, max, maxTotal, minIdle, idleTimeout, maxAge, eager, interval, patience);
    }

    /**
     * @throws IllegalArgumentException if more are to be kept idle than there may be
     */
    PoolSettings pool() {
        if (maxTotal > 0 && minIdle > maxTotal) {
            throw new IllegalArgumentException(
                    "minIdle: " + minIdle + " (expected: 0 to maxTotal, " + maxTotal + ')');
        }
        return new PoolSettings(mode, max, minIdle, idleTimeout, maxAge, eager);
    }

    /** Whether servers are told that this is a Harrier client. */
    boolean offersMultiplexing(FrameForm form) {
        if (mode == ConnectionMode.MULTIPLEXED && !form.hasHeader()) {
            throw new IllegalArgumentException(
                    "connection mode MULTIPLEXED with form "
                            + form
                            + " (expected: a form with a TTHeader, or another mode)");
        }
        boolean isSharing = mode == ConnectionMode.AUTO || mode == ConnectionMode.MULTIPLEXED;
        return isSharing && form.hasHeader();
    }
}
