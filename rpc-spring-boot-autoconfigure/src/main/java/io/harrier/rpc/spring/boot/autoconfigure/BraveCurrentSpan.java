package io.harrier.rpc.spring.boot.autoconfigure;

import brave.propagation.CurrentTraceContext;
import brave.propagation.TraceContext;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.TraceFlags;

/**
 * Asks Brave itself: its ids are numbers, and through Micrometer a span would be begun that nobody
 * ends.
 */
record BraveCurrentSpan(CurrentTraceContext current) implements CurrentSpan {
    @Override
    public CallContext around(CallContext here) {
        TraceContext span = current.get();
        if (span == null || span.spanId() == here.spanId()) {
            return here;
        }
        boolean isSampled = Boolean.TRUE.equals(span.sampled()); // undecided: nobody will
        return here.inSpan(
                span.traceIdHigh(),
                span.traceId(),
                span.spanId(),
                isSampled ? TraceFlags.SAMPLED : 0,
                null);
    }
}
