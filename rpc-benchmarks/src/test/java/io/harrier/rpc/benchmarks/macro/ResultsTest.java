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
    void calls_neverMeasured_isNoNumber() {
        assertThat(results.calls(Row.ASYNC, Entrants.OURS)).isNaN();
        assertThat(results.has(Row.ASYNC, Entrants.OURS)).isFalse();
    }
}
