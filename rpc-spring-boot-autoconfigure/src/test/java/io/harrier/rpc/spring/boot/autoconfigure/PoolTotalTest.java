package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.pool.PoolStats;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PoolTotalTest {
    private final PoolTotal total = new PoolTotal(PoolStats::opened);

    @Test
    void total_whenAHostGoes_stays() {
        assertThat(total.with(() -> List.of(pool("a", 3), pool("b", 4)))).isEqualTo(7);
        assertThat(total.with(() -> List.of(pool("b", 6)))).isEqualTo(9);
    }

    @Test
    void total_whenAHostIsBackWithANewPool_growsByWhatThatCounted() {
        total.with(() -> List.of(pool("a", 3)));
        assertThat(total.with(() -> List.of(pool("a", 2)))).isEqualTo(5);

        total.with(() -> List.of());
        assertThat(total.with(() -> List.of(pool("a", 4)))).isEqualTo(9);
    }

    /** Two who look at the same time do not count with pools of before the other's look. */
    @Test
    void total_looksAtThePools_oneAtATime() {
        AtomicBoolean isHeld = new AtomicBoolean();
        total.with(
                () -> {
                    isHeld.set(Thread.holdsLock(total));
                    return List.of();
                });
        assertThat(isHeld).isTrue();
    }

    private static PoolStats pool(String host, long opened) {
        return new PoolStats(host, 0, 0, 0, 0, 0, 0, opened, 0, 0);
    }
}
