package io.harrier.rpc.cluster.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TwoChoicesTest {
    private static final int CALLS = 30_000;

    private final Targets three =
            new Targets(new TwoChoices(), Map.of("a", 1.0, "b", 1.0, "c", 1.0));

    @Test
    void pick_allAlike_isEven() {
        assertThat(three.picks(CALLS).values())
                .hasSize(3)
                .allSatisfy(calls -> assertThat(calls).isCloseTo(CALLS / 3, withinPercentage(5)));
    }

    @Test
    void pick_oneIsBusy_leavesItWhereItHasAChoice() {
        three.host("a").begin();

        assertThat(three.picks(CALLS)).doesNotContainKey("a");
    }

    @Test
    void pick_byWeight_isInProportion() {
        Targets uneven = new Targets(new TwoChoices(), Map.of("a", 3.0, "b", 1.0));

        assertThat(uneven.picks(CALLS).get("a")).isCloseTo(CALLS * 3 / 4, withinPercentage(5));
        for (int i = 0; i < 3; i++) {
            uneven.host("a").begin();
        }
        uneven.host("b").begin();
        uneven.host("b").begin();
        assertThat(uneven.picks(CALLS)).containsOnlyKeys("a"); // 3 of 3, beside 2 of 1
    }

    @Test
    void pick_aHostThatComesBack_getsItsShare() {
        three.host("a").missed(0);
        assertThat(three.picks(CALLS)).doesNotContainKey("a");
        three.pass(1001);

        assertThat(three.picks(CALLS).get("a")).isBetween(CALLS / 40, CALLS / 15);
        three.host("b").begin();
        three.host("c").begin();
        three.host("a").begin();
        assertThat(three.picks(CALLS)).doesNotContainKey("a"); // one is much for a tenth of a host
    }

    @Test
    void pick_weightOfZero_getsNothing() {
        Targets two = new Targets(new TwoChoices(), Map.of("a", 0.0, "b", 1.0));

        assertThat(two.picks(CALLS)).containsOnlyKeys("b");
    }

    @Test
    void pick_mostAreAway_findsTheRest() {
        Targets hundred = new Targets(new TwoChoices(), hundred());
        hundred.hosts.hosts().stream()
                .filter(host -> !host.value().equals("h7"))
                .forEach(host -> host.missed(0));

        assertThat(hundred.picks(1000)).containsOnlyKeys("h7");
    }

    @Test
    void pick_oneIsFarHeavierThanTheRest_isInProportion() {
        Map<String, Double> weights = hundred();
        weights.put("h42", 1000.0);

        assertThat(new Targets(new TwoChoices(), weights).picks(CALLS).get("h42"))
                .isCloseTo(CALLS * 1000 / 1099, withinPercentage(1));
    }

    @Test
    void pick_theHeaviestIsAway_givesTheRestInProportion() {
        Map<String, Double> weights = hundred();
        weights.put("h42", 1000.0);
        weights.put("h43", 98.0);
        Targets hundred = new Targets(new TwoChoices(), weights);
        hundred.host("h42").missed(0);

        assertThat(hundred.picks(CALLS)).doesNotContainKey("h42");
        assertThat(hundred.picks(CALLS).get("h43")).isCloseTo(CALLS / 2, withinPercentage(5));
    }

    @Test
    void pick_theHeaviestIsBusy_leavesIt() {
        Map<String, Double> weights = hundred();
        weights.put("h42", 50.0);
        Targets hundred = new Targets(new TwoChoices(), weights);
        hundred.host("h42").begin();

        assertThat(hundred.picks(CALLS)).doesNotContainKey("h42");
    }

    /** A hundred hosts of weight 1. */
    private static Map<String, Double> hundred() {
        return IntStream.range(0, 100)
                .boxed()
                .collect(
                        Collectors.toMap(
                                i -> "h" + i, i -> 1.0, (one, other) -> one, TreeMap::new));
    }
}
