package io.harrier.rpc.trace;

import io.harrier.rpc.metrics.CallStatistics;

/** One method, as called or as served: what is counted of it, and its row in the tables. */
public final class TracedMethod {
    private final int index;
    private final Side side;
    private final String service;
    private final String method;
    private final CallStatistics statistics = new CallStatistics();
    private final Trickle trickle;

    TracedMethod(int index, Side side, String service, String method, long nowNanos) {
        this.index = index;
        this.side = side;
        this.service = service;
        this.method = method;
        trickle = new Trickle(nowNanos);
    }

    /** Its number in records. */
    public int index() {
        return index;
    }

    public Side side() {
        return side;
    }

    public String service() {
        return service;
    }

    public String method() {
        return method;
    }

    /** What is counted, sampled or not. */
    public CallStatistics statistics() {
        return statistics;
    }

    Trickle trickle() {
        return trickle;
    }
}
