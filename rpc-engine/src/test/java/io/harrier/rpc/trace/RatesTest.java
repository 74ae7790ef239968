package io.harrier.rpc.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RatesTest {
    private static final int IDS = 1_000_000;

    /** The 99.9 % point of chi-square with one degree of freedom. */
    private static final double UNLIKELY = 10.83;

    /** One of 10,000 is not two of 10,000: a limit that lets one value too many pass fails here. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.001, 0.01, 0.5})
    void isSampled_ofManyIds_isTheRate(double rate) {
        TraceIds ids = new TraceIds(new SplittableRandom(20_261_125)::nextLong, 0x5EED);
        long threshold = Rates.threshold(rate);
        int sampled = 0;
        for (int i = 0; i < IDS; i++) {
            sampled += Rates.isSampled(ids.nextLow(), threshold) ? 1 : 0;
        }

        double expected = IDS * rate;
        double off = sampled - expected;
        assertThat(off * off / expected + off * off / (IDS - expected)).isLessThan(UNLIKELY);
    }

    @Test
    void isSampled_atALowRate_isSampledAtEveryHigherOne() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            long id = random.nextLong();
            boolean rare = Rates.isSampled(id, Rates.threshold(0.01));

            assertThat(rare && !Rates.isSampled(id, Rates.threshold(0.05))).isFalse();
        }
    }

    /** OpenTelemetry's examples of thresholds, as its tracestate writes them: th:c, th:8, th:0. */
    @Test
    void threshold_ofKnownRates_isOpenTelemetrys() {
        assertThat(Rates.threshold(0.25)).isEqualTo(0xC0_0000_0000_0000L);
        assertThat(Rates.threshold(0.5)).isEqualTo(0x80_0000_0000_0000L);
        assertThat(Rates.threshold(1)).isZero();
    }

    @Test
    void isSampled_atTheLimits_isNeverOrAlways() {
        assertThat(Rates.isSampled(-1L, Rates.threshold(0))).isFalse();
        assertThat(Rates.isSampled(0, Rates.threshold(1))).isTrue();
        assertThat(Rates.isSampled(0xFF00_0000_0000_0000L, Rates.threshold(0.5))).isFalse();
        assertThat(Rates.isSampled(0x0080_0000_0000_0000L, Rates.threshold(0.5))).isTrue();
        assertThat(Rates.isSampled(0x007F_FFFF_FFFF_FFFFL, Rates.threshold(0.5))).isFalse();
    }

    @Test
    void require_ofWhatIsNoPart_saysSo() {
        assertThatThrownBy(() -> new SamplingSettings(1.5, 0, 0, true, 0))
                .hasMessage(
                        "base rate: 1.5 (expected: 0 to 1, such as 0.001 for one call in thousand)");
        assertThatThrownBy(() -> new EmergencyRule("", "", Double.NaN, 0))
                .hasMessageStartingWith("rate of an emergency rule: NaN (expected: 0 to 1");
    }
}
