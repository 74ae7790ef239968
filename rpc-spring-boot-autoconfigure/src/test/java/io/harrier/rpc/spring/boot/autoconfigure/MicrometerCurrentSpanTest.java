package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.TraceFlags;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tracer that is neither Brave nor OpenTelemetry. */
class MicrometerCurrentSpanTest {
    private final TraceContext context = mock(TraceContext.class);
    private final Tracer tracer = mock(Tracer.class);
    private final MicrometerCurrentSpan current = new MicrometerCurrentSpan(tracer);

    @ParameterizedTest
    @CsvSource({
        "4bf92f3577b34da6a3ce929d0e0e4736, true, 4bf92f3577b34da6a3ce929d0e0e4736, 1",
        "a3ce929d0e0e4736, false, 0000000000000000a3ce929d0e0e4736, 0",
        "a3ce929d0e0e4736, , 0000000000000000a3ce929d0e0e4736, 0"
    })
    void span_ofTheTracer_isTheParent(String trace, Boolean sampled, String traceId, int flags) {
        in(trace, "00f067aa0ba902b7", sampled);

        CallContext around = current.around(CallContext.NONE);

        assertThat(around.traceId()).isEqualTo(traceId);
        assertThat(around.spanId()).isEqualTo(0x00f067aa0ba902b7L);
        assertThat(around.traceFlags()).isEqualTo(flags);
    }

    @Test
    void noSpan_orTheCallsOwn_changesNothing() {
        assertThat(current.around(CallContext.NONE)).isSameAs(CallContext.NONE);

        CallContext call = CallContext.NONE.inSpan(1, 2, 3, TraceFlags.SAMPLED, null);
        in("00000000000000010000000000000002", "0000000000000003", true);
        assertThat(current.around(call)).isSameAs(call);

        in("", "", false); // switched off
        assertThat(current.around(call)).isSameAs(call);
    }

    private void in(String trace, String span, Boolean sampled) {
        Span in = mock(Span.class);
        when(in.context()).thenReturn(context);
        when(tracer.currentSpan()).thenReturn(in);
        when(context.traceId()).thenReturn(trace);
        when(context.spanId()).thenReturn(span);
        when(context.sampled()).thenReturn(sampled);
    }
}
