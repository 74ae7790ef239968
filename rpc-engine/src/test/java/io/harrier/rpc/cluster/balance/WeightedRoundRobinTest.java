package io.harrier.rpc.cluster.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WeightedRoundRobinTest {
    private static final Map<String, Double> WEIGHTS = Map.of("a", 5.0, "b", 1.0, "c", 1.0);

    private final Targets uneven = new Targets(new WeightedRoundRobin(below -> 0), WEIGHTS);

    @Test
    void pick_isSmooth() {
        assertThat(turns(uneven, 14)).isEqualTo("aabacaaaabacaa");
    }

    @Test
    void pick_theFirstTime_isATurnAtRandom() {
        Targets later = new Targets(new WeightedRoundRobin(below -> below - 2), WEIGHTS);

        assertThat(turns(later, 9)).isEqualTo("aaaabacaa");
        assertThat(
                        IntStream.range(0, 200)
                                .mapToObj(
                                        i -> new Targets(new WeightedRoundRobin(), WEIGHTS).pick(0))
                                .distinct())
                .hasSize(3);
    }

    @Test
    void pick_afterTheSameAnswerAgain_goesOn() {
        String turns = turns(uneven, 4);
        uneven.set(WEIGHTS);

        assertThat(turns + turns(uneven, 3)).isEqualTo("aabacaa");
    }

    @Test
    void pick_aHostIsAway_othersTakeItsTurns() {
        uneven.host("a").missed(0);

        assertThat(turns(uneven, 4)).isEqualTo("bcbc");
    }

    @Test
    void pick_aHostThatComesBack_getsItsShare() {
        uneven.host("a").missed(0);
        uneven.pass(1001);

        // a tenth of its five turns of seven, to the two of the others
        assertThat(uneven.picks(10_000).get("a")).isBetween(1_500, 2_500);
    }

    @Test
    void pick_allAreAway_givesOneAllTheSame() {
        uneven.hosts.hosts().forEach(host -> host.missed(0));

        assertThat(uneven.picks(100)).isNotEmpty();
    }

    @Test
    void pick_weightOfZero_getsNothing() {
        Targets two = new Targets(new WeightedRoundRobin(), Map.of("a", 0.0, "b", 1.0));

        assertThat(two.picks(100)).containsOnlyKeys("b");
    }

    @Test
    void pick_onManyThreads_keepsTheProportion() {
        Map<String, Long> picks =
                IntStream.range(0, 70_000)
                        .parallel()
                        .mapToObj(uneven::pick)
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        assertThat(picks).isEqualTo(Map.of("a", 50_000L, "b", 10_000L, "c", 10_000L));
    }

    @Test
    void turns_areSmallNumbersInTheSameProportion() {
        assertThat(WeightedRoundRobin.turns(new double[] {10, 20, 0})).containsExactly(1, 2, 0);
        assertThat(WeightedRoundRobin.turns(new double[] {0.5, 0.25})).containsExactly(2, 1);
        assertThat(WeightedRoundRobin.turns(new double[] {1, 0.001})).containsExactly(999, 1);
        assertThat(WeightedRoundRobin.turns(new double[] {0.003, 0.002})).containsExactly(3, 2);
        assertThat(WeightedRoundRobin.turns(new double[] {1e9, 1}))
                .containsExactly(10_000, 1); // one turn at least, and a round that can be kept
    }

    private static String turns(Targets targets, int count) {
        return IntStream.range(0, count).mapToObj(targets::pick).collect(Collectors.joining());
    }
}
