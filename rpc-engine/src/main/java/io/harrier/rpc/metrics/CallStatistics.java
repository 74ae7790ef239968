package io.harrier.rpc.metrics;

import io.harrier.rpc.concurrent.StripedCounters;

/**
 * What is counted of the calls of one method, on one side. For any thread; a call costs two
 * additions, one more if it ends in anything but a value.
 */
public final class CallStatistics {
    private static final int SUM = LatencyBuckets.COUNT;
    private static final int REFUSED = SUM + 1;
    private static final int ENDINGS = REFUSED + 1;

    /** The latencies' buckets and sum; refusals; the endings but for values, which are the rest. */
    private final StripedCounters counters = new StripedCounters(ENDINGS + Endings.COUNT);

    /**
     * Counts a call that has ended.
     *
     * @param ending one of {@link Endings}
     */
    public void onEnd(long nanos, int ending) {
        counters.add(LatencyBuckets.of(nanos), 1);
        counters.add(SUM, nanos);
        if (ending != Endings.VALUE) {
            counters.add(ENDINGS + ending, 1);
        }
    }

    /** Counts a call that was refused before it began: it has an ending, and no latency. */
    public void onRefused(int ending) {
        counters.add(REFUSED, 1);
        counters.add(ENDINGS + ending, 1);
    }

    /** What was counted so far. */
    public CallSnapshot snapshot() {
        long[] buckets = new long[LatencyBuckets.COUNT];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = counters.sum(i);
        }
        long[] endings = new long[Endings.COUNT];
        for (int i = 1; i < endings.length; i++) {
            endings[i] = counters.sum(ENDINGS + i);
        }
        return new CallSnapshot(buckets, counters.sum(SUM), counters.sum(REFUSED), endings);
    }

    /** How many calls have ended, those that were refused among them. */
    public long calls() {
        long calls = counters.sum(REFUSED);
        for (int i = 0; i < LatencyBuckets.COUNT; i++) {
            calls += counters.sum(i);
        }
        return calls;
    }

    /** How many calls have ended so; not for {@link Endings#VALUE}, which are the others. */
    public long ended(int ending) {
        return counters.sum(ENDINGS + ending);
    }

    /** All calls' durations together. */
    public long sumNanos() {
        return counters.sum(SUM);
    }
}
