package io.harrier.rpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class CallStatisticsTest {
    private final CallStatistics statistics = new CallStatistics();

    @Test
    void quantile_ofManyDurations_isWithinAQuarterOfTheTrueOne() {
        Random random = new Random(11);
        long[] durations = new long[20_000];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = (long) (50_000 * Math.exp(2 * random.nextGaussian()));
            statistics.onEnd(durations[i], Endings.VALUE);
        }
        Arrays.sort(durations);

        CallSnapshot all = statistics.snapshot();
        for (double quantile : new double[] {0.5, 0.9, 0.99}) {
            assertThat(all.quantileNanos(quantile))
                    .isCloseTo(
                            durations[(int) (quantile * durations.length)],
                            Percentage.withPercentage(25));
        }
        assertThat(all.sumNanos()).isEqualTo(Arrays.stream(durations).sum());
    }

    @Test
    void snapshot_sinceAnother_hasWhatCameBetween() {
        statistics.onEnd(5_000, Endings.VALUE);
        statistics.onEnd(5_000, Endings.of(ErrorKind.OVERLOADED));
        CallSnapshot before = statistics.snapshot();
        statistics.onEnd(70_000, Endings.BIZ_STATUS);
        statistics.onEnd(70_000, Endings.of(ErrorKind.HANDLER_FAILED));

        CallSnapshot between = statistics.snapshot().since(before);

        assertThat(between.calls()).isEqualTo(2);
        assertThat(between.failures()).isEqualTo(1);
        assertThat(between.sumNanos()).isEqualTo(140_000);
        assertThat(between.quantileNanos(0.5)).isBetween(65_536.0, 81_920.0);
    }

    @Test
    void quantile_ofNothing_isZero() {
        assertThat(CallSnapshot.NONE.quantileNanos(0.99)).isZero();
    }

    @Test
    void calls_thatFailed_areCountedByKindAndInAll() {
        statistics.onEnd(1, Endings.of(ErrorKind.EXPIRED));
        statistics.onEnd(1, Endings.VALUE);

        assertThat(statistics.calls()).isEqualTo(2);
        assertThat(statistics.ended(Endings.of(ErrorKind.EXPIRED))).isEqualTo(1);
        assertThat(statistics.ended(Endings.of(ErrorKind.DRAINING))).isZero();
    }

    @Test
    void refusals_areCallsAndFailures_withoutALatency() {
        statistics.onEnd(70_000, Endings.VALUE);
        statistics.onRefused(Endings.of(ErrorKind.OVERLOADED));

        assertThat(statistics.calls()).isEqualTo(2);
        assertThat(statistics.snapshot().calls()).isEqualTo(2);
        assertThat(statistics.snapshot().failures()).isEqualTo(1);
        assertThat(statistics.snapshot().quantileNanos(0.1)).isGreaterThan(60_000);
    }

    @Test
    void ending_ofEachError_isItsKindOrTheBusinesss() {
        RpcException late = new RpcException(ErrorKind.DEADLINE_EXCEEDED, "late");

        assertThat(Endings.of(null, false)).isEqualTo(Endings.VALUE);
        assertThat(Endings.of(new IOException(), true)).isEqualTo(Endings.EXCEPTION);
        assertThat(Endings.of(new BizStatusException(7, ""), false)).isEqualTo(Endings.BIZ_STATUS);
        assertThat(Endings.word(Endings.of(late, false))).isEqualTo("deadline-exceeded");
        assertThat(Endings.word(Endings.of(new CancellationException(), false)))
                .isEqualTo("cancelled");
        assertThat(Endings.word(Endings.of(new IOException(), false))).isEqualTo("handler-failed");
        assertThat(Endings.isFailure(Endings.BIZ_STATUS)).isFalse();
        assertThat(Endings.isFailure(Endings.of(ErrorKind.UNKNOWN_SERVICE))).isTrue();
    }
}
