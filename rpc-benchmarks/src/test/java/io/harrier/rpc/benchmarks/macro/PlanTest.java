package io.harrier.rpc.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void within_seconds_areSharedByAllWindows() {
        Plan plan =
                Plan.within(
                        10,
                        5,
                        List.of(Entrants.OURS, Entrants.RAW),
                        List.of(Row.BLOCKING, Row.ASYNC));

        assertThat(plan.millis()).isEqualTo(500);
    }

    @Test
    void within_fewOrManyWindows_neitherEndlessNorEmpty() {
        assertThat(Plan.within(100, 1, List.of(Entrants.RAW), List.of(Row.ONE)).millis())
                .isEqualTo(2_500);
        assertThat(Plan.within(1, 50, List.of(Entrants.RAW), List.of(Row.ONE)).millis())
                .isEqualTo(300);
    }

    @Test
    void takes_clientsWithoutSuchCalls_areLeftOut() {
        assertThat(Plan.takes(Entrants.THRIFT_INLINE, Row.ASYNC)).isFalse();
        assertThat(Plan.takes(Entrants.KITEX.get(0), Row.BLOCKING)).isFalse();
        assertThat(Plan.takes(Entrants.KITEX.get(0), Row.VIRTUAL)).isTrue();
        assertThat(Plan.takes(Entrants.OURS, Row.ASYNC)).isTrue();
    }

    @Test
    void firstRow_isOneThatItTakes() {
        Plan plan = Plan.within(1, 1, Entrants.KITEX, List.of(Row.ASYNC, Row.ONE, Row.VIRTUAL));

        assertThat(plan.firstRow(Entrants.KITEX.get(0))).isEqualTo(Row.VIRTUAL);
        assertThat(plan.firstRow(Entrants.RAW)).isEqualTo(Row.ASYNC);
    }
}
