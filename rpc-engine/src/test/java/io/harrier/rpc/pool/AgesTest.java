package io.harrier.rpc.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AgesTest {
    private static final long NOW = -5; // as a clock's may be

    private final Ages ages = new Ages(Duration.ofNanos(1_000), new Random(1));

    /** Else all that were opened at the start end at once, again and again. */
    @Test
    void next_manyOpenedAtOnce_areSpreadOverATenthMoreOrLess() {
        List<Long> all = Stream.generate(() -> ages.next(NOW) - NOW).limit(1_000).toList();

        assertThat(all).allMatch(age -> age >= 900 && age < 1_100);
        assertThat(all).anyMatch(age -> age < 950).anyMatch(age -> age > 1_050);
        assertThat(new HashSet<>(all)).hasSizeGreaterThan(150);
    }

    @Test
    void next_lessThanTenNanos_isExact() {
        Ages few = new Ages(Duration.ofNanos(9), new Random(1));

        assertThat(few.next(NOW)).isEqualTo(NOW + 9);
    }

    @Test
    void isLimited_zero_isNot() {
        assertThat(new Ages(Duration.ZERO, new Random(1)).isLimited()).isFalse();
        assertThat(ages.isLimited()).isTrue();
    }
}
