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
    private static final int PASSED_ON = TraceFlags.SAMPLED | TraceFlags.RANDOM;

    /** Takes each digit of a number to its first ones: 2^64 by the golden ratio. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

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

    /** Whether its end is still to be counted. */
    public final boolean isTraced() {
        return traced != null;
    }

    /** Whether it belongs to a trace, of which the other end is told. */
    public final boolean isInTrace() {
        return (traceHi | traceLo) != 0;
    }

    /** Passes on the ids of a call of which this is but another try; that one has the record. */
    protected final void joinTrace(TracedReply whole) {
        traceHi = whole.traceHi;
        traceLo = whole.traceLo;
        spanId = whole.spanId;
        parentId = whole.parentId;
        traceFlags = whole.traceFlags;
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
        if (by.countsOnly()) {
            passOn(parentHi, parentLo, parentSpanId, parentFlags);
            return;
        }
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
            traceFlags = parentFlags & PASSED_ON;
            if (TraceFlags.isSampled(parentFlags)) {
                by.onParentsDecision();
            }
        }
    }

    /** The trace as it came, of which this is no span. */
    private void passOn(long hi, long lo, long parentSpanId, int parentFlags) {
        traceHi = hi;
        traceLo = lo;
        spanId = parentSpanId;
        traceFlags = parentFlags & PASSED_ON;
    }

    /** Whether a server's call is to measure how long it waits for its handler. */
    protected final boolean wantsQueueTime() {
        return isTraced() && (TraceFlags.isSampled(traceFlags) || isOneOf16());
    }

    /** By the time it began, whose last digits are as good as chance. */
    private boolean isOneOf16() {
        return startNanos * SPREAD >>> Long.SIZE - 4 == 0;
    }

    /**
     * Counts the call, and makes its record if it was sampled, or ended badly. Further calls do
     * nothing.
     *
     * @param ending one of {@link Endings}
     * @param queueNanos before a server's handler began; 0 for a client, and if not measured
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
        if (queueNanos > 0 && isOneOf16()) {
            by.queueDelays().add(queueNanos);
        }
        if (by.exports()) {
            record(by, method, ending, nowNanos, queueNanos, requestBytes, replyBytes);
        }
    }

    private void record(
            Tracing by,
            TracedMethod method,
            int ending,
            long nowNanos,
            long queueNanos,
            int requestBytes,
            int replyBytes) {
        long nanos = nowNanos - startNanos;
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
