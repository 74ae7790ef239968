package io.harrier.rpc.trace;

import io.harrier.rpc.call.Reply;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.metrics.Endings;
import org.jspecify.annotations.Nullable;

/**
 * The trace's part of a call, in the object that the call is anyway: nothing is made for it. Where
 * the ids stand is the call's affair: a server's are in its context.
 *
 * <p>Begun by whoever makes the call, ended once, after that, by whoever ends it.
 */
public abstract class TracedReply extends Reply {
    private static final int PASSED_ON = TraceFlags.SAMPLED | TraceFlags.RANDOM;

    /** Takes each digit of a number to its first ones: 2^64 by the golden ratio. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private @Nullable TracedMethod traced;
    private long startNanos;

    protected TracedReply() {}

    /** The upper half of the trace id; it and the others are 0 if the call is in no trace. */
    public abstract long traceHi();

    public abstract long traceLo();

    /** This call's own; 0 if it is not traced. */
    public abstract long spanId();

    /** That of the call, or of other work, that this belongs to; 0 if it begins the trace. */
    public abstract long parentId();

    /** See {@link TraceFlags}. */
    public abstract int traceFlags();

    /** As the engine's ticker counts; as given to {@link #beginTrace}. */
    protected final long startNanos() {
        return startNanos;
    }

    /** Whether its end is still to be counted. */
    public final boolean isTraced() {
        return traced != null;
    }

    /** Whether it belongs to a trace, of which the other end is told. */
    public final boolean isInTrace() {
        return (traceHi() | traceLo()) != 0;
    }

    /** Keeps the ids, which it is told once, as it begins; zeros if it is in no trace. */
    protected abstract void inTrace(long hi, long lo, long spanId, long parentId, int flags);

    /** Who the other end is; asked only if a record is made. */
    protected abstract String tracedPeer();

    /** The calling service; asked only if a record is made. */
    protected abstract String tracedCaller();

    /**
     * Joins the parent's trace, whose decision counts, or begins one.
     *
     * @param method null if the call is not traced
     * @param parentHi with {@code parentLo} 0 if there is no parent
     */
    protected final void beginTrace(
            @Nullable TracedMethod method,
            long parentHi,
            long parentLo,
            long parentSpanId,
            int parentFlags,
            long nowNanos) {
        startNanos = nowNanos;
        traced = method;
        if (method == null) {
            inTrace(0, 0, 0, 0, 0);
        } else if (method.tracing().countsOnly()) { // a trace passes through: this is no span
            inTrace(parentHi, parentLo, parentSpanId, 0, parentFlags & PASSED_ON);
        } else if ((parentHi | parentLo) == 0) {
            beginRoot(method, nowNanos);
        } else {
            beginChild(method.tracing(), parentHi, parentLo, parentSpanId, parentFlags);
        }
    }

    private void beginRoot(TracedMethod method, long nowNanos) {
        TraceIds ids = method.tracing().ids();
        long spanId = ids.next();
        long hi = ids.next();
        long lo = ids.nextLow();
        boolean sampled = method.tracing().decide(method, lo, nowNanos);
        inTrace(hi, lo, spanId, 0, TraceFlags.RANDOM | (sampled ? TraceFlags.SAMPLED : 0));
    }

    private void beginChild(Tracing by, long hi, long lo, long parentSpanId, int parentFlags) {
        inTrace(hi, lo, by.ids().next(), parentSpanId, parentFlags & PASSED_ON);
        if (TraceFlags.isSampled(parentFlags)) {
            by.onParentsDecision();
        }
    }

    /** Whether a server's call is to measure how long it waits for its handler. */
    protected final boolean wantsQueueTime() {
        return isTraced() && (TraceFlags.isSampled(traceFlags()) || isOneOf16());
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
        if (method == null) {
            return;
        }
        traced = null;
        Tracing by = method.tracing();
        long nanos = nowNanos - startNanos;
        method.statistics().onEnd(nanos, ending);
        if (queueNanos > 0 && isOneOf16()) {
            by.queueDelays().add(queueNanos);
        }
        boolean sampled = TraceFlags.isSampled(traceFlags());
        if (by.exports()
                && (sampled || by.keeps(method, Endings.isFailure(ending), nanos, nowNanos))) {
            long sizes = SpanRecord.sizes(requestBytes, replyBytes);
            record(method, ending, nanos, queueNanos, sizes, !sampled);
        }
    }

    /**
     * Counts a call that a server has refused before it ran, in place of {@link #endTrace}: one
     * that was sampled as the first of its second leaves that to another. Further calls do nothing.
     *
     * @param ending one of the failures among {@link Endings}
     */
    protected final void endRefused(int ending, long nowNanos, int requestBytes) {
        TracedMethod method = traced;
        if (method == null) {
            return;
        }
        traced = null;
        method.statistics().onRefused(ending);
        Tracing by = method.tracing();
        boolean sampled = TraceFlags.isSampled(traceFlags()) && !isTakenBack(method);
        if (by.exports() && (sampled || by.keepsRefused(method, nowNanos))) {
            long sizes = SpanRecord.sizes(requestBytes, 0);
            record(method, ending, nowNanos - startNanos, 0, sizes, !sampled);
        }
    }

    private boolean isTakenBack(TracedMethod method) {
        return parentId() == 0 && method.tracing().takesBack(method, startNanos);
    }

    private void record(
            TracedMethod method,
            int ending,
            long nanos,
            long queueNanos,
            long sizes,
            boolean isTail) {
        Tracing by = method.tracing();
        by.record(
                traceHi(),
                traceLo(),
                spanId(),
                parentId(),
                startNanos,
                nanos,
                queueNanos,
                sizes,
                SpanRecord.names(
                        method.index(),
                        by.number(tracedPeer()),
                        by.number(tracedCaller()),
                        ending,
                        method.side(),
                        isTail));
    }
}
