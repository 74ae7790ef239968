package io.harrier.rpc.metrics;

import io.harrier.rpc.concurrent.StripedCounters;

/**
 * What is counted of the calls of one method, on one side. For any thread; a call costs two
 * additions, one more if it ends in anything but a value.
 */
public final class CallStatistics {
    private static final int REFUSED = LatencyHistogram.COUNTERS;
    private static final int ENDINGS = REFUSED + 1;

    /** The latencies; refusals; the endings but for values, which are the rest. */
    private final StripedCounters counters = new StripedCounters(ENDINGS + Endings.COUNT);

    private final LatencyHistogram latencies = new LatencyHistogram(counters);

    /**
     * Counts a call that has ended.
     *
     * @param ending one of {@link Endings}
     */
    public void onEnd(long nanos, int ending) {
        latencies.add(nanos);
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
        long[] endings = new long[Endings.COUNT];
        for (int i = 1; i < endings.length; i++) {
            endings[i] = counters.sum(ENDINGS + i);
        }
        return new CallSnapshot(
                latencies.buckets(), latencies.sumNanos(), counters.sum(REFUSED), endings);
    }

    /** How many calls have ended, those that were refused among them. */
    public long calls() {
        return refused() + latencies.count();
    }

    /** How many were refused before they began. */
    public long refused() {
        return counters.sum(REFUSED);
    }

    /** How long the calls took that were not refused. */
    public LatencyHistogram latencies() {
        return latencies;
    }

    /** How many calls have ended so; not for {@link Endings#VALUE}, which are the others. */
    public long ended(int ending) {
        return counters.sum(ENDINGS + ending);
    }
}
