package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.TraceFlags;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.HexFormat;

/** Asks a tracing system that is neither Brave nor OpenTelemetry. */
record MicrometerCurrentSpan(Tracer tracer) implements CurrentSpan {
    private static final int LONG_DIGITS = 16;

    @Override
    public CallContext around(CallContext here) {
        Span span = tracer.currentSpan();
        return span == null ? here : around(here, span.context());
    }

    /** A tracer that is switched off has empty ids. */
    private static CallContext around(CallContext here, TraceContext span) {
        String trace = span.traceId();
        int lo = trace.length() - LONG_DIGITS;
        if (lo != 0 && lo != LONG_DIGITS || span.spanId().length() != LONG_DIGITS) {
            return here;
        }
        long id = HexFormat.fromHexDigitsToLong(span.spanId());
        return id == here.spanId()
                ? here
                : here.inSpan(
                        lo == 0 ? 0 : HexFormat.fromHexDigitsToLong(trace, 0, lo),
                        HexFormat.fromHexDigitsToLong(trace, lo, trace.length()),
                        id,
                        Boolean.TRUE.equals(span.sampled()) ? TraceFlags.SAMPLED : 0,
                        null);
    }
}
