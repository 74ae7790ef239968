package io.harrier.rpc.metrics;

import io.harrier.rpc.concurrent.StripedCounters;

/**
 * Durations, counted in {@link LatencyBuckets}. For any thread.
 *
 * <p>What two of its values say was not true at the same moment: durations are added meanwhile.
 */
public final class LatencyHistogram {
    private static final int SUM = LatencyBuckets.COUNT;

    /** Counters of a row that it takes, from the first on. */
    static final int COUNTERS = SUM + 1;

    private final StripedCounters counters;

    public LatencyHistogram() {
        this(new StripedCounters(COUNTERS));
    }

    /**
     * @param counters a row whose first {@value #COUNTERS} are the histogram's
     */
    LatencyHistogram(StripedCounters counters) {
        this.counters = counters;
    }

    public void add(long nanos) {
        counters.add(LatencyBuckets.of(nanos), 1);
        counters.add(SUM, nanos);
    }

    /** How many durations there were. */
    public long count() {
        return sum(LatencyBuckets.COUNT);
    }

    /** All of them together. */
    public long sumNanos() {
        return counters.sum(SUM);
    }

    /**
     * How many were shorter than this.
     *
     * @param nanos the lower bound of a bucket, such as a power of two: other durations count as
     *     that of theirs
     */
    public long below(long nanos) {
        return sum(LatencyBuckets.of(nanos));
    }

    long[] buckets() {
        long[] buckets = new long[LatencyBuckets.COUNT];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = counters.sum(i);
        }
        return buckets;
    }

    private long sum(int buckets) {
        long sum = 0;
        for (int i = 0; i < buckets; i++) {
            sum += counters.sum(i);
        }
        return sum;
    }
}
