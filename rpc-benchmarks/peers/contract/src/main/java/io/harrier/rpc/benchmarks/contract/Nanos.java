package io.harrier.rpc.benchmarks.contract;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Histograms of nanoseconds, precise to a hundredth, that take what is too long for the longest.
 */
final class Nanos {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(20);
    private static final int DIGITS = 2;

    private Nanos() {}

    static Histogram ofOneThread() {
        return new Histogram(LONGEST, DIGITS);
    }

    static ConcurrentHistogram ofMany() {
        return new ConcurrentHistogram(LONGEST, DIGITS);
    }

    static void record(AbstractHistogram histogram, long nanos) {
        histogram.recordValue(Math.min(Math.max(nanos, 0), LONGEST));
    }
}
