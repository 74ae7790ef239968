package io.harrier.rpc.benchmarks.trace;

import io.harrier.rpc.trace.IdKeepingReply;
import io.harrier.rpc.trace.TracedMethod;

/**
 * A call shortened to its trace; begun and ended again and again, as calls' objects are there
 * anyway.
 */
final class BenchCall extends IdKeepingReply {
    private final TracedMethod method;
    private long parentId;

    BenchCall(TracedMethod method) {
        this.method = method;
    }

    @Override
    public long parentId() {
        return parentId;
    }

    /** As one without a caller that is traced. */
    void beginRoot(long nowNanos) {
        beginChild(0, 0, 0, 0, nowNanos);
    }

    void beginChild(long hi, long lo, long parent, int flags, long nowNanos) {
        parentId = parent;
        beginTrace(method, hi, lo, parent, flags, nowNanos);
    }

    /**
     * @param ending one of {@link io.harrier.rpc.metrics.Endings}
     */
    void end(int ending, long nowNanos) {
        endTrace(ending, nowNanos, 0, 1024, 1024);
    }

    @Override
    protected String tracedPeer() {
        return "10.0.0.1:8888";
    }

    @Override
    protected String tracedCaller() {
        return "shop";
    }
}
