package io.harrier.rpc.rules;

import io.harrier.rpc.concurrent.StripedCounters;

/** Counts what one dry rule would have done. For any thread. */
final class DryRunTally {
    /** What is counted. */
    enum What {
        CALLS,
        TIMED_OUT,
        RETRIED,
        BROKEN_OFF,
        LIMITED
    }

    private final StripedCounters counters = new StripedCounters(What.values().length);

    void add(What what) {
        counters.add(what.ordinal(), 1);
    }

    DryRunCounts counts() {
        return new DryRunCounts(
                get(What.CALLS),
                get(What.TIMED_OUT),
                get(What.RETRIED),
                get(What.BROKEN_OFF),
                get(What.LIMITED));
    }

    private long get(What what) {
        return counters.sum(what.ordinal());
    }
}
