package io.harrier.rpc.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Results results = new Results();

    @Test
    void echoBlocking_ofRawAndOfTheHop_tellsBoth() {
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 70);
        Samples.add(results, Row.BLOCKING, Entrants.RAW, 100);
        Samples.add(results, Row.BLOCKING, Entrants.RAW_HOP, 80);

        Answer answer = answer("echo-blocking");

        assertThat(answer.line("echo-blocking")).isEqualTo("echo-blocking=0.700 ours=70 other=100");
        assertThat(answer.note()).startsWith("0.875 of netty-hop");
    }

    @Test
    void echoPeers_oneBelowItsBar_isTheFigure() {
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 84);
        Samples.add(results, Row.BLOCKING, Entrants.OURS_NONBLOCKING, 90);
        Samples.add(results, Row.BLOCKING, Entrants.THRIFT_WORKERS, 40);
        Samples.add(results, Row.BLOCKING, Entrants.THRIFT_INLINE, 150);

        assertThat(answer("echo-peers").line("echo-peers"))
                .isEqualTo("echo-peers=0.500 ours=90 other=150");
    }

    @Test
    void echoKitex_severalModes_isAgainstTheBestOfTheWorseRow() {
        Samples.add(results, Row.VIRTUAL, Entrants.OURS, 120);
        Samples.add(results, Row.VIRTUAL_MANY, Entrants.OURS, 120);
        for (Entrant kitex : Entrants.KITEX) {
            Samples.add(results, Row.VIRTUAL, kitex, kitex.variant().equals("mux") ? 100 : 50);
            Samples.add(
                    results, Row.VIRTUAL_MANY, kitex, kitex.variant().equals("framed") ? 60 : 50);
        }

        assertThat(answer("echo-kitex").line("echo-kitex"))
                .isEqualTo("echo-kitex=1.200 ours=120 other=100");
    }

    @Test
    void openLoop_severalPeers_isAgainstTheBest() {
        Samples.addP99(results, Row.OPEN, Entrants.OURS, 400);
        Samples.addP99(results, Row.OPEN, Entrants.OURS_NONBLOCKING, 300);
        Samples.addP99(results, Row.OPEN, Entrants.THRIFT_INLINE, 600);
        Samples.addP99(results, Row.OPEN, Entrants.GRPC_DIRECT, 900);

        assertThat(answer("open-loop").line("open-loop"))
                .isEqualTo("open-loop=0.500 ours=300 other=600");
    }

    @Test
    void allocPerCall_ofBothProcesses_countsBeyondTheObjects() {
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 1);
        Samples.add(results, Row.BLOCKING, Entrants.OURS_NONBLOCKING, 1);

        Answer answer = answer("alloc-per-call");

        assertThat(answer.ours()).isEqualTo(3000);
        assertThat(answer.other()).isBetween(2.0 * Row.BYTES, 3.0 * Row.BYTES);
        assertThat(answer.figure()).isEqualTo(answer.ours() - answer.other());
    }

    @Test
    void isIn_aContestantNeverMeasured_isFalse() {
        Samples.add(results, Row.BLOCKING, Entrants.OURS, 1);

        assertThat(Figures.all()).noneMatch(figure -> figure.isIn(results));
    }

    private Answer answer(String name) {
        return Figures.all().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .answer()
                .apply(results);
    }
}
