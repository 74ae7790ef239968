package io.harrier.rpc.trace;

import io.harrier.rpc.concurrent.StripedCounters;

/** What tracing counted of itself. For any thread. */
final class TraceCounts {
    private final StripedCounters counters = new StripedCounters(TraceCount.values().length);

    void add(TraceCount count) {
        add(count, 1);
    }

    void add(TraceCount count, int times) {
        counters.add(count.ordinal(), times);
    }

    long get(TraceCount count) {
        return counters.sum(count.ordinal());
    }
}
