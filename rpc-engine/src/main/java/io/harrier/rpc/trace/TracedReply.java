package io.harrier.rpc.trace;

import io.harrier.rpc.call.Reply;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.metrics.Endings;
import org.jspecify.annotations.Nullable;

/**
 * The trace's part of a call, in the object that the call is anyway: nothing is made for it. As
 * long as {@link #beginTrace} was not called, it is not traced.
 *
 * <p>Begun by whoever makes the call, ended once, after that, by whoever ends it.
 */
public abstract class TracedReply extends Reply {
    private @Nullable Tracing tracing;
    private @Nullable TracedMethod traced;
    private long traceHi;
    private long traceLo;
    private long spanId;
    private long parentId;
    private long startNanos;
    private int traceFlags;

    protected TracedReply() {}

    public final long traceHi() {
        return traceHi;
    }

    public final long traceLo() {
        return traceLo;
    }

    /** This call's own; 0 if it is not traced. */
    public final long spanId() {
        return spanId;
    }

    /** That of the call, or of other work, that this belongs to; 0 if it begins the trace. */
    public final long parentId() {
        return parentId;
    }

    /** See {@link TraceFlags}. */
    public final int traceFlags() {
        return traceFlags;
    }

    public final boolean isTraced() {
        return traced != null;
    }

    /** Who the other end is; asked only if a record is made. */
    protected abstract String tracedPeer();

    /** The calling service; asked only if a record is made. */
    protected abstract String tracedCaller();

    /**
     * Joins the parent's trace, whose decision counts, or begins one.
     *
     * @param parentHi with {@code parentLo} 0 if there is no parent
     */
    protected final void beginTrace(
            Tracing by,
            TracedMethod method,
            long parentHi,
            long parentLo,
            long parentSpanId,
            int parentFlags,
            long nowNanos) {
        tracing = by;
        traced = method;
        startNanos = nowNanos;
        TraceIds ids = by.ids();
        spanId = ids.next();
        if ((parentHi | parentLo) == 0) {
            traceHi = ids.next();
            traceLo = ids.nextLow();
            boolean sampled = by.decide(method, traceLo, nowNanos);
            traceFlags = TraceFlags.RANDOM | (sampled ? TraceFlags.SAMPLED : 0);
        } else {
            traceHi = parentHi;
            traceLo = parentLo;
            parentId = parentSpanId;
            traceFlags = parentFlags & (TraceFlags.SAMPLED | TraceFlags.RANDOM);
            if (TraceFlags.isSampled(parentFlags)) {
                by.onParentsDecision();
            }
        }
    }

    /**
     * Counts the call, and makes its record if it was sampled, or ended badly. Further calls do
     * nothing.
     *
     * @param ending one of {@link Endings}
     * @param queueNanos before a server's handler began; 0 for a client
     */
    protected final void endTrace(
            int ending, long nowNanos, long queueNanos, int requestBytes, int replyBytes) {
        TracedMethod method = traced;
        Tracing by = tracing;
        if (method == null || by == null) {
            return;
        }
        traced = null;
        long nanos = nowNanos - startNanos;
        method.statistics().onEnd(nanos, ending);
        boolean sampled = TraceFlags.isSampled(traceFlags);
        if (sampled || by.keeps(method, Endings.isFailure(ending), nanos, nowNanos)) {
            by.record(
                    traceHi,
                    traceLo,
                    spanId,
                    parentId,
                    startNanos,
                    nanos,
                    queueNanos,
                    SpanRecord.sizes(requestBytes, replyBytes),
                    SpanRecord.names(
                            method.index(),
                            by.number(tracedPeer()),
                            by.number(tracedCaller()),
                            ending,
                            method.side(),
                            !sampled));
        }
    }
}
