package io.harrier.rpc.trace;

import io.harrier.rpc.metrics.CallStatistics;

/**
 * One method, as called by one client or as served: what is counted of it, and its row in the
 * tables.
 */
public final class TracedMethod {
    /**
     * In the place of the service and the method that no schema here knows: those that a relay
     * passes on, say. Who calls decides on their names, so they have one entry together.
     */
    public static final String OTHER = "_OTHER";

    private final Tracing tracing;
    private final int index;
    private final Side side;
    private final String client;
    private final String service;
    private final String method;
    private final CallStatistics statistics = new CallStatistics();
    private final Trickle trickle;

    TracedMethod(
            Tracing tracing,
            int index,
            Side side,
            String client,
            String service,
            String method,
            long nowNanos) {
        this.tracing = tracing;
        this.index = index;
        this.side = side;
        this.client = client;
        this.service = service;
        this.method = method;
        trickle = new Trickle(nowNanos);
    }

    /** Whose method it is. */
    public Tracing tracing() {
        return tracing;
    }

    /** Its number in records. */
    public int index() {
        return index;
    }

    public Side side() {
        return side;
    }

    /** The name of the client that calls it; empty on a server, and if the client has none. */
    public String client() {
        return client;
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
