package io.harrier.rpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatencyHistogramTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    @ParameterizedTest
    @CsvSource({"1024, 1", "65536, 2", "131072, 4", "1048576, 5", "17179869184, 5"})
    void below_aPowerOfTwo_countsWhatIsShorter(long nanos, long count) {
        for (long each : new long[] {0, 65_535, 65_536, 131_071, 131_072}) {
            histogram.add(each);
        }

        assertThat(histogram.below(nanos)).isEqualTo(count);
    }

    @Test
    void countAndSum_areOfAll_thoseAboveTheLastBucketToo() {
        histogram.add(1_000);
        histogram.add(Long.MAX_VALUE / 2);

        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.sumNanos()).isEqualTo(1_000 + Long.MAX_VALUE / 2);
        assertThat(histogram.below(1L << 36)).isEqualTo(1);
    }

    @Test
    void latencies_ofCalls_leaveOutThoseThatWereRefused() {
        CallStatistics calls = new CallStatistics();
        calls.onEnd(70_000, Endings.VALUE);
        calls.onRefused(Endings.BIZ_STATUS);

        assertThat(calls.latencies().count()).isEqualTo(1);
        assertThat(calls.latencies().sumNanos()).isEqualTo(70_000);
        assertThat(calls.refused()).isEqualTo(1);
        assertThat(calls.calls()).isEqualTo(2);
    }
}
