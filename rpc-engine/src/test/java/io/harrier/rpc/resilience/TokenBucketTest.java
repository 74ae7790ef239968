package io.harrier.rpc.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    /** A clock that has run over, too. */
    @ParameterizedTest
    @ValueSource(longs = {0, -5 * SECOND, Long.MAX_VALUE - SECOND})
    void tryTake_afterSilence_givesTheBurstAndThenTheRate(long start) {
        TokenBucket bucket = new TokenBucket(10, SECOND, start);

        assertThat(take(bucket, start)).isEqualTo(10);
        assertThat(take(bucket, start + SECOND / 10)).isEqualTo(1);
        assertThat(take(bucket, start + SECOND / 10 + SECOND / 20)).isZero();
        assertThat(take(bucket, start + 100 * SECOND)).isEqualTo(10);
    }

    @Test
    void tryTake_withoutABurst_givesOneAtATime() {
        TokenBucket bucket = new TokenBucket(1_000, 0, 7);

        assertThat(take(bucket, 7)).isOne();
        assertThat(take(bucket, 7 + SECOND / 1_000)).isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5 * SECOND, Long.MAX_VALUE - SECOND})
    void tryTake_atTheSmallestRate_givesOne(long start) {
        TokenBucket bucket = new TokenBucket(Double.MIN_VALUE, Long.MAX_VALUE, start);

        assertThat(bucket.tryTake(start)).isTrue();
        assertThat(bucket.tryTake(start)).isFalse();
        assertThat(bucket.tryTake(start + SECOND)).isFalse();
    }

    /** Whatever the times between: never more than the burst and the rate allow. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tryTake_atRandomTimes_keepsTheRate(long seed) {
        Random random = new Random(seed);
        TokenBucket bucket = new TokenBucket(50, SECOND / 2, 0);
        long now = 0;
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            now += random.nextInt(20_000_000);
            taken += bucket.tryTake(now) ? 1 : 0;
            assertThat(taken).isLessThanOrEqualTo((int) (25 + 50.0 * now / SECOND) + 1);
        }
        assertThat(taken).isGreaterThan((int) (0.95 * 50.0 * now / SECOND));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, 2e9})
    void rate_thatIsNone_isRefused(double rate) {
        assertThatThrownBy(() -> new TokenBucket(rate, 0, 0))
                .hasMessage("rate: " + rate + " a second (expected: more than 0, at most 1e9)");
    }

    private static int take(TokenBucket bucket, long now) {
        int taken = 0;
        while (bucket.tryTake(now)) {
            taken++;
        }
        return taken;
    }
}
