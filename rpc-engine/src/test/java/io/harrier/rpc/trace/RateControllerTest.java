package io.harrier.rpc.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.metrics.CallStatistics;
import io.harrier.rpc.metrics.Endings;
import org.junit.jupiter.api.Test;

final class RateControllerTest {
    private static final int FAILED = Endings.of(ErrorKind.HANDLER_FAILED);
    private static final double BASE = 0.001;
    private static final long MILLI = 1_000_000;

    private final RateController controller = new RateController(0.05, 0.05);
    private final CallStatistics statistics = new CallStatistics();

    @Test
    void rate_ofAQuietMethod_isTheBase() {
        window(1_000, 0, MILLI);

        assertThat(controller.rate(BASE)).isEqualTo(0.001);
    }

    @Test
    void rate_whenSixPercentFail_isRaisedAtOnce() {
        window(1_000, 60, MILLI);

        assertThat(controller.rate(BASE)).isEqualTo(0.05);
    }

    @Test
    void rate_whenErrorsEnd_fallsBackAfterTenSeconds() {
        window(1_000, 60, MILLI);
        windows(20, 1_000, 0, MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.05);

        window(1_000, 0, MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.025);

        windows(5, 1_000, 0, MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.001);
    }

    @Test
    void rate_whenCallsEnd_fallsBackToo() {
        window(1_000, 60, MILLI);
        windows(26, 0, 0, MILLI);

        assertThat(controller.rate(BASE)).isEqualTo(0.001);
    }

    @Test
    void rate_withinTheDeadBand_neitherRisesNorFalls() {
        windows(30, 1_000, 45, MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.001);

        window(1_000, 60, MILLI);
        windows(100, 1_000, 45, MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.05);
    }

    @Test
    void rate_ofOneFailureInFewCalls_waitsForMore() {
        window(3, 1, MILLI);
        window(10, 0, MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.001);

        window(10, 3, MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.05);
    }

    @Test
    void rate_ofBusinessAnswers_isTheBase() {
        for (int i = 0; i < 100; i++) {
            statistics.onEnd(MILLI, Endings.BIZ_STATUS);
        }
        controller.onWindow(statistics.snapshot(), BASE);

        assertThat(controller.rate(BASE)).isEqualTo(0.001);
    }

    @Test
    void rate_whenP99Grows_isDoubledUpToTheRaisedRate() {
        windows(20, 1_000, 0, MILLI);
        assertThat(controller.slowNanos()).isBetween(MILLI * 3 / 2, 3 * MILLI);

        window(1_000, 0, 2 * MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.002);
        window(1_000, 0, 2 * MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.004);
        windows(10, 1_000, 0, 2 * MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.05);

        windows(27, 1_000, 0, MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.001);
    }

    @Test
    void rate_whenALongTimeSlower_fallsBack() {
        windows(20, 1_000, 0, MILLI);
        windows(10, 1_000, 0, 2 * MILLI);
        assertThat(controller.rate(BASE)).isGreaterThan(0.02);

        windows(600, 1_000, 0, 2 * MILLI);
        assertThat(controller.rate(BASE)).isEqualTo(0.001);
    }

    @Test
    void slowNanos_beforeABaselineIsKnown_isNever() {
        windows(9, 1_000, 0, MILLI);

        assertThat(controller.slowNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rate_ofABaseOfNothing_isNothing() {
        for (int i = 0; i < 100; i++) {
            statistics.onEnd(MILLI, FAILED);
        }
        controller.onWindow(statistics.snapshot(), 0);

        assertThat(controller.rate(0)).isZero();
    }

    private void windows(int windows, int calls, int failures, long nanos) {
        for (int i = 0; i < windows; i++) {
            window(calls, failures, nanos);
        }
    }

    private void window(int calls, int failures, long nanos) {
        for (int i = 0; i < calls; i++) {
            statistics.onEnd(nanos, i < failures ? FAILED : Endings.VALUE);
        }
        controller.onWindow(statistics.snapshot(), BASE);
    }
}
