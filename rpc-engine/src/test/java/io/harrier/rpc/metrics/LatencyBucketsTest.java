package io.harrier.rpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatencyBucketsTest {
    @Test
    void of_anyDuration_isTheBucketItLiesIn() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextLong() >>> 28 + random.nextInt(36);
            int bucket = LatencyBuckets.of(nanos);

            assertThat(LatencyBuckets.lowerNanos(bucket)).isLessThanOrEqualTo(nanos);
            assertThat(LatencyBuckets.upperNanos(bucket)).isGreaterThan(nanos);
        }
    }

    @Test
    void lowerNanos_ofEachBucket_growsByAQuarterAtMost() {
        for (int i = 2; i < LatencyBuckets.COUNT; i++) {
            double growth =
                    (double) LatencyBuckets.lowerNanos(i) / LatencyBuckets.lowerNanos(i - 1);

            assertThat(growth).as("bucket %d", i).isGreaterThan(1).isLessThanOrEqualTo(1.25);
            assertThat(LatencyBuckets.of(LatencyBuckets.lowerNanos(i))).isEqualTo(i);
            assertThat(LatencyBuckets.of(LatencyBuckets.lowerNanos(i) - 1)).isEqualTo(i - 1);
        }
    }

    @Test
    void of_extremes_areInTheOutermostBuckets() {
        assertThat(LatencyBuckets.of(-1)).isZero();
        assertThat(LatencyBuckets.of(0)).isZero();
        assertThat(LatencyBuckets.of(1_023)).isZero();
        assertThat(LatencyBuckets.of(1_024)).isEqualTo(1);
        assertThat(LatencyBuckets.of(Long.MAX_VALUE)).isEqualTo(LatencyBuckets.COUNT - 1);
    }
}
