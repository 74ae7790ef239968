package io.harrier.rpc.metrics;

/**
 * Fixed buckets for durations: four to each doubling from 1 µs to 2 minutes, so that a bucket is at
 * most a quarter wider than its lower bound.
 *
 * <pre>
 *   0           below 1,024 ns
 *   1 + 4e + q  from 2^(10+e) * (1 + q/4) ns,  e 0..26, q 0..3
 *   last        and all above
 * </pre>
 */
public final class LatencyBuckets {
    private static final int FIRST_EXPONENT = 10;
    private static final int LAST_EXPONENT = 36;

    /** How many there are. */
    public static final int COUNT = 1 + (LAST_EXPONENT - FIRST_EXPONENT + 1) * 4;

    private LatencyBuckets() {}

    /** The bucket of a duration; a negative one counts as none. */
    public static int of(long nanos) {
        if (nanos < 1L << FIRST_EXPONENT) {
            return 0;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int quarter = (int) (nanos >>> exponent - 2) & 3;
        return Math.min(COUNT - 1, 1 + (exponent - FIRST_EXPONENT) * 4 + quarter);
    }

    /** The shortest duration of a bucket. */
    public static long lowerNanos(int bucket) {
        if (bucket == 0) {
            return 0;
        }
        int exponent = FIRST_EXPONENT + (bucket - 1) / 4;
        return (1L << exponent) + (bucket - 1) % 4 * (1L << exponent - 2);
    }

    /** The end of a bucket; of the last, where the next would begin. */
    static long upperNanos(int bucket) {
        return lowerNanos(bucket + 1);
    }
}
