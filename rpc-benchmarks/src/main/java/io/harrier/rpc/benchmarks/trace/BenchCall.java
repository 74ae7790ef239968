package io.harrier.rpc.benchmarks.trace;

import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.TracedReply;

/**
 * A call shortened to its trace; begun and ended again and again, as calls' objects are there
 * anyway.
 */
final class BenchCall extends TracedReply {
    private final TracedMethod method;
    private long traceHi;
    private long traceLo;
    private long spanId;
    private long parentId;
    private int traceFlags;

    BenchCall(TracedMethod method) {
        this.method = method;
    }

    @Override
    public long traceHi() {
        return traceHi;
    }

    @Override
    public long traceLo() {
        return traceLo;
    }

    @Override
    public long spanId() {
        return spanId;
    }

    @Override
    public long parentId() {
        return parentId;
    }

    @Override
    public int traceFlags() {
        return traceFlags;
    }

    @Override
    protected void inTrace(long hi, long lo, long span, long parent, int flags) {
        traceHi = hi;
        traceLo = lo;
        spanId = span;
        parentId = parent;
        traceFlags = flags;
    }

    /** As one without a caller that is traced. */
    void beginRoot(long nowNanos) {
        beginTrace(method, 0, 0, 0, 0, nowNanos);
    }

    void beginChild(long hi, long lo, long parent, int flags, long nowNanos) {
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
