package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.TraceFlags;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Asks OpenTelemetry itself: spans that were made current through its own API, as by its
 * instrumentations, are not always Micrometer's current ones.
 */
final class OtelCurrentSpan implements CurrentSpan {
    private static final int PASSED_ON = TraceFlags.SAMPLED | TraceFlags.RANDOM;

    @Override
    public CallContext around(CallContext here) {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isValid()) {
            return here;
        }
        long id = HexFormat.fromHexDigitsToLong(span.getSpanId());
        return id == here.spanId() ? here : inSpan(here, span, id);
    }

    private static CallContext inSpan(CallContext here, SpanContext span, long id) {
        String trace = span.getTraceId();
        return here.inSpan(
                HexFormat.fromHexDigitsToLong(trace, 0, 16),
                HexFormat.fromHexDigitsToLong(trace, 16, 32),
                id,
                span.getTraceFlags().asByte() & PASSED_ON,
                text(span.getTraceState()));
    }

    /** As the header has it; null if there is nothing. */
    private static @Nullable String text(TraceState state) {
        if (state.isEmpty()) {
            return null;
        }
        StringJoiner pairs = new StringJoiner(",");
        state.forEach((key, value) -> pairs.add(key + '=' + value));
        return pairs.toString();
    }
}
