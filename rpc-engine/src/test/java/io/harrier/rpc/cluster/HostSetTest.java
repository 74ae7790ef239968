package io.harrier.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HostSetTest {
    private static final long NOW = Long.MAX_VALUE - 5; // nanoTime may be near its end

    private final HostSet<String> hosts = new HostSet<>(List.of("a", "b", "c"));

    @Test
    void pick_manyTimes_givesEveryHost() {
        assertThat(picks(NOW)).contains("a", "b", "c");
    }

    @Test
    void pick_whileAHostIsMissed_givesOthersUntilItsTimeHasPassed() {
        host("b").missed(NOW);

        assertThat(picks(NOW)).contains("a", "c").doesNotContain("b");
        assertThat(picks(NOW + TimeUnit.MILLISECONDS.toNanos(499))).doesNotContain("b");
        assertThat(picks(NOW + TimeUnit.MILLISECONDS.toNanos(1001))).contains("b");
    }

    @Test
    void missed_again_isAvoidedForLongerUpToHalfAMinute() {
        Host<String> host = host("b");
        long now = NOW;
        for (int i = 0; i < 10; i++) {
            host.missed(now);
            now += TimeUnit.SECONDS.toNanos(40);
        }
        host.missed(now);

        assertThat(picks(now + TimeUnit.SECONDS.toNanos(15))).doesNotContain("b");
        assertThat(picks(now + TimeUnit.SECONDS.toNanos(33))).contains("b");
    }

    @Test
    void missed_byManyCallsAtOnce_countsOnce() {
        Host<String> host = host("b");
        IntStream.range(0, 10).forEach(i -> host.missed(NOW));

        assertThat(picks(NOW + TimeUnit.MILLISECONDS.toNanos(1001))).contains("b");
    }

    @Test
    void reached_isPickedAtOnce() {
        Host<String> host = host("b");
        host.missed(NOW);
        host.reached();

        assertThat(picks(NOW)).contains("b");
    }

    @Test
    void pick_allMissed_givesOneAllTheSame() {
        Stream.of("a", "b", "c").forEach(name -> host(name).missed(NOW));

        assertThat(picks(NOW)).contains("a", "b", "c");
    }

    @Test
    void after_givesEachOfTheOthersOnce() {
        Host<String> first = host("b");
        Host<String> second = hosts.after(first, 1);
        Host<String> third = hosts.after(second, 2);

        assertThat(second.value()).isEqualTo("c");
        assertThat(third.value()).isEqualTo("a");
        assertThat(hosts.after(third, 3)).isNull();
    }

    @Test
    void hosts_none_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HostSet<>(List.of()));
    }

    private Host<String> host(String name) {
        return Stream.generate(() -> hosts.pick(NOW))
                .filter(host -> host.value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> picks(long now) {
        return Stream.generate(() -> hosts.pick(now).value()).limit(200).distinct().toList();
    }
}
