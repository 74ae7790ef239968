package io.harrier.rpc.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void ratio_oneRoundDisturbed_isThatOfTheOthers() {
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 80, 20, 90);
        Samples.add(results, Row.BLOCKING, Entrants.RAW, 100, 100, 100);

        assertThat(results.ratio(Row.BLOCKING, Entrants.OURS, Entrants.RAW)).isEqualTo(0.8);
    }

    @Test
    void ratio_bothHalvedInARound_staysWithinThatRound() {
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 80, 40, 80, 40);
        Samples.add(results, Row.BLOCKING, Entrants.RAW, 100, 50, 100, 50);

        assertThat(results.ratio(Row.BLOCKING, Entrants.OURS, Entrants.RAW)).isEqualTo(0.8);
        assertThat(results.calls(Row.BLOCKING, Entrants.OURS)).isEqualTo(60);
    }

    @Test
    void near_someMetProcessorsApart_leavesThemToApart() {
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 50, 80, 80, 80, 81);
        Samples.addApart(results, Row.BLOCKING, Entrants.OURS, 40, 40);
        Samples.add(results, Row.BLOCKING, Entrants.RAW, 100, 100, 100, 100);
        Samples.addApart(results, Row.BLOCKING, Entrants.RAW, 100, 80, 80);

        assertThat(results.near().ratio(Row.BLOCKING, Entrants.OURS, Entrants.RAW)).isEqualTo(0.8);
        assertThat(results.apart().ratio(Row.BLOCKING, Entrants.OURS, Entrants.RAW)).isEqualTo(0.5);
        assertThat(results.apart().distanceText()).isEqualTo("250 ns in 5 windows");
        assertThat(results.near(Row.BLOCKING)).isEqualTo(4);
        assertThat(results.isMixed(Row.BLOCKING)).isFalse();
    }

    @Test
    void near_firstRoundLacksOne_keepsTheOrder() {
        Samples.addApart(results, Row.BLOCKING, Entrants.OURS, 40);
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 80, 80, 80);
        Samples.add(results, Row.BLOCKING, Entrants.RAW, 100, 100, 100, 100);

        assertThat(results.near().entrants(Row.BLOCKING))
                .containsExactly(Entrants.OURS, Entrants.RAW);
    }

    @Test
    void near_allApart_areSoBesideWhatWasSeenBefore() {
        Results later = new Results(50);
        Samples.addApart(later, Row.BLOCKING, Entrants.OURS, 40, 40, 40);

        assertThat(later.near(Row.BLOCKING)).isZero();
        assertThat(later.isMixed(Row.BLOCKING)).isTrue();
    }

    @Test
    void near_hardlyAny_areAll_andSaidToBeMixed() {
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 80, 80);
        Samples.addApart(results, Row.BLOCKING, Entrants.OURS, 40, 40, 40);

        assertThat(results.near().calls(Row.BLOCKING, Entrants.OURS)).isEqualTo(40);
        assertThat(results.apart().rows()).isEmpty();
        assertThat(results.isMixed(Row.BLOCKING)).isTrue();
    }

    @Test
    void near_distanceNotKnown_areAll() {
        Samples.addAt(results, Row.BLOCKING, Entrants.OURS, Double.NaN, 80, 40);

        assertThat(results.near(Row.BLOCKING)).isEqualTo(2);
        assertThat(results.isMixed(Row.BLOCKING)).isFalse();
    }

    @Test
    void ratio_noRoundInCommon_isThatOfTheMedians() {
        Samples.addApart(results, Row.BLOCKING, Entrants.OURS, 10);
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 80, 80, 80);
        Samples.add(results, Row.BLOCKING, Entrants.RAW, 100, 100, 100);
        Samples.addApart(results, Row.BLOCKING, Entrants.RAW, 20);

        assertThat(results.apart().ratio(Row.BLOCKING, Entrants.OURS, Entrants.RAW)).isEqualTo(0.5);
    }

    @Test
    void calls_neverMeasured_isNoNumber() {
        assertThat(results.calls(Row.ASYNC, Entrants.OURS)).isNaN();
        assertThat(results.has(Row.ASYNC, Entrants.OURS)).isFalse();
    }
}
