package io.harrier.rpc.metrics;

/**
 * What was counted up to a moment, or between two. Immutable.
 *
 * <p>Buckets and endings were read one after the other: of calls that ended meanwhile one may have
 * what the other lacks.
 */
public final class CallSnapshot {
    /** Nothing. */
    public static final CallSnapshot NONE =
            new CallSnapshot(new long[LatencyBuckets.COUNT], 0, 0, new long[Endings.COUNT]);

    private final long[] buckets;
    private final long sumNanos;
    private final long refused;
    private final long[] endings;
    private final long ended;

    CallSnapshot(long[] buckets, long sumNanos, long refused, long[] endings) {
        this.buckets = buckets;
        this.sumNanos = sumNanos;
        this.refused = refused;
        this.endings = endings;
        long ended = 0;
        for (long bucket : buckets) {
            ended += bucket;
        }
        this.ended = ended;
    }

    /** What came since an earlier one. */
    public CallSnapshot since(CallSnapshot earlier) {
        long[] buckets = new long[this.buckets.length];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = this.buckets[i] - earlier.buckets[i];
        }
        long[] endings = new long[this.endings.length];
        for (int i = 0; i < endings.length; i++) {
            endings[i] = this.endings[i] - earlier.endings[i];
        }
        return new CallSnapshot(
                buckets, sumNanos - earlier.sumNanos, refused - earlier.refused, endings);
    }

    /** Those that were refused among them. */
    public long calls() {
        return ended + refused;
    }

    public long failures() {
        long failures = 0;
        for (int i = 0; i < endings.length; i++) {
            failures += Endings.isFailure(i) ? endings[i] : 0;
        }
        return failures;
    }

    public long sumNanos() {
        return sumNanos;
    }

    /**
     * The duration that this part of the calls that ran did not exceed, guessed within its bucket;
     * 0 if there were none.
     *
     * @param quantile such as 0.99
     */
    public double quantileNanos(double quantile) {
        double rank = quantile * ended;
        long below = 0;
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] > 0 && below + buckets[i] >= rank) {
                double part = (rank - below) / buckets[i];
                long lower = LatencyBuckets.lowerNanos(i);
                return lower + part * (LatencyBuckets.upperNanos(i) - lower);
            }
            below += Math.max(0, buckets[i]);
        }
        return 0;
    }
}
