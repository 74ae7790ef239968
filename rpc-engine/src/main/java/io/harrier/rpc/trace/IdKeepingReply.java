package io.harrier.rpc.trace;

/**
 * The trace's part of a call that keeps its ids itself, but for its parent's, which it has from
 * whoever made it.
 */
public abstract class IdKeepingReply extends TracedReply {
    private long traceHi;
    private long traceLo;
    private long spanId;
    private byte traceFlags;

    protected IdKeepingReply() {}

    /** In the trace of the other, as the same span; the other has the record. */
    protected IdKeepingReply(IdKeepingReply same) {
        traceHi = same.traceHi;
        traceLo = same.traceLo;
        spanId = same.spanId;
        traceFlags = same.traceFlags;
    }

    @Override
    public final long traceHi() {
        return traceHi;
    }

    @Override
    public final long traceLo() {
        return traceLo;
    }

    @Override
    public final long spanId() {
        return spanId;
    }

    @Override
    public final int traceFlags() {
        return traceFlags & 0xFF;
    }

    @Override
    protected final void inTrace(long hi, long lo, long span, long parent, int flags) {
        traceHi = hi;
        traceLo = lo;
        spanId = span;
        traceFlags = (byte) flags;
    }
}
