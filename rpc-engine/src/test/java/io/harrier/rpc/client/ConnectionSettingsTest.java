package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.pool.PoolSettings;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ConnectionSettingsTest {
    private static final ConnectionSettings DEFAULT = ConnectionSettings.DEFAULT;
    private static final Duration LESS = Duration.ofMillis(-1);

    @Test
    void with_eachSetting_changesThatOne() {
        Duration minute = Duration.ofMinutes(1);
        Duration hour = Duration.ofHours(1);
        ConnectionSettings all =
                DEFAULT.withMode(ConnectionMode.SHORT)
                        .withMax(7)
                        .withMaxTotal(9)
                        .withMinIdle(3)
                        .withIdleTimeout(minute)
                        .withMaxAge(hour)
                        .withEager(true)
                        .withPing(hour, minute);

        assertThat(all)
                .isEqualTo(
                        new ConnectionSettings(
                                ConnectionMode.SHORT, 7, 9, 3, minute, hour, true, hour, minute));
        assertThat(all.pool())
                .isEqualTo(new PoolSettings(ConnectionMode.SHORT, 7, 3, minute, hour, true));
    }

    @Test
    void with_aValueOutOfItsBounds_isRefused() {
        assertRefused(c -> c.withMax(0), "max connections: 0 (expected: 1 or more)");
        assertRefused(c -> c.withMaxTotal(-1), "max total connections: -1 (expected: 0 or more)");
        assertRefused(c -> c.withMinIdle(-1), "min idle connections: -1 (expected: 0 or more)");
        assertRefused(
                c -> c.withIdleTimeout(LESS),
                "idle timeout of connections: PT-0.001S (expected: more than zero, or zero for"
                        + " never)");
        assertRefused(
                c -> c.withMaxAge(LESS),
                "max age of connections: PT-0.001S (expected: more than zero, or zero for never)");
        assertRefused(
                c -> c.withPing(Duration.ZERO, Duration.ZERO),
                "ping interval: PT0S (expected: more than zero)");
    }

    @Test
    void pool_moreIdleThanInAll_isRefused() {
        assertRefused(
                c -> {
                    c.withMinIdle(3).withMaxTotal(2).pool();
                    return c;
                },
                "minIdle: 3 (expected: 0 to maxTotal, 2)");
    }

    /** As a customizer does after the keys have spoken. */
    @Test
    void builder_toldTwice_keepsWhatTheSecondSaysNothingOf() {
        RpcClientBuilder builder =
                RpcClient.builder("127.0.0.1:1")
                        .connections(c -> c.withMax(7))
                        .connections(c -> c.withEager(true));

        assertThat(builder.connections).isEqualTo(DEFAULT.withMax(7).withEager(true));
    }

    private static void assertRefused(UnaryOperator<ConnectionSettings> change, String message) {
        assertThatThrownBy(() -> change.apply(DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
