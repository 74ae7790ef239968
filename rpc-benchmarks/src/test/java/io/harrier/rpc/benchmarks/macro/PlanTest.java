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
    void warmUp_isTheFirstLoadThatItTakes_atFullSpeedAndOfManyCallers() {
        Plan plan = Plan.within(1, 1, Entrants.KITEX, List.of(Row.ONE, Row.VIRTUAL_MANY));
        Plan open = Plan.within(1, 1, List.of(Entrants.RAW), List.of(Row.OPEN));

        assertThat(plan.warmUp(Entrants.KITEX.get(0))).isEqualTo(Row.VIRTUAL_MANY);
        assertThat(plan.warmUp(Entrants.RAW)).isEqualTo(Row.BLOCKING);
        assertThat(open.warmUp(Entrants.RAW)).isEqualTo(Row.ASYNC);
        assertThat(open.warmUp(Entrants.THRIFT_INLINE)).isEqualTo(Row.BLOCKING);
    }

    @Test
    void warmWithin_isSharedByAll_asFarAsThatMakesSense() {
        Plan plan = Plan.within(1, 1, List.of(Entrants.OURS, Entrants.RAW), List.of(Row.ONE));

        assertThat(plan.warmWithin(14).warmUps()).isEqualTo(7);
        assertThat(plan.warmWithin(100).warmUps()).isEqualTo(20);
        assertThat(plan.warmWithin(1).warmUps()).isEqualTo(3);
    }
}
