package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.metrics.LatencyHistogram;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/**
 * A histogram that is kept elsewhere, as meters: a timer for count and sum, and a counter for each
 * bound, named as the timer with {@code .within}. Micrometer has no histogram that is read from
 * without; the counters have the tag {@code le} and count what all lower bounds do, too, so that
 * Prometheus' {@code histogram_quantile} takes them as buckets.
 */
final class LatencyMeters {
    /** 66 microseconds. */
    private static final int FIRST = 16;

    /** 34 seconds. */
    private static final int LAST = 35;

    private LatencyMeters() {}

    static void bind(
            String name,
            String description,
            LatencyHistogram histogram,
            Tags tags,
            MeterRegistry registry) {
        FunctionTimer.builder(
                        name,
                        histogram,
                        LatencyHistogram::count,
                        LatencyHistogram::sumNanos,
                        TimeUnit.NANOSECONDS)
                .description(description)
                .tags(tags)
                .register(registry);
        for (int exponent = FIRST; exponent <= LAST; exponent++) {
            long bound = 1L << exponent;
            within(name, histogram, bound, tags.and("le", seconds(bound)), registry);
        }
        within(name, histogram, Long.MAX_VALUE, tags.and("le", "+Inf"), registry);
    }

    private static void within(
            String name, LatencyHistogram histogram, long bound, Tags tags, MeterRegistry to) {
        boolean isLast = bound == Long.MAX_VALUE;
        FunctionCounter.builder(
                        name + ".within", histogram, h -> isLast ? h.count() : h.below(bound))
                .description("Those that took no more than 'le' seconds.")
                .tags(tags)
                .register(to);
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }
}
