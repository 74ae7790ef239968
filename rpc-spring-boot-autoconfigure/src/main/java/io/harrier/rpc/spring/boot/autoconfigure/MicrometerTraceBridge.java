package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.trace.TraceBridge;
import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.HexFormat;

/**
 * Ties calls to the application's tracing through Micrometer, whichever system is behind it. No
 * span is made: the tracer is told the ids of the call.
 */
final class MicrometerTraceBridge implements TraceBridge {
    private final Tracer tracer;
    private final CurrentSpan current;

    MicrometerTraceBridge(Tracer tracer, CurrentSpan current) {
        this.tracer = tracer;
        this.current = current;
    }

    @Override
    public Scope open(CallContext call) {
        if (!call.isTraced()) {
            return Scope.NONE;
        }
        CurrentTraceContext.Scope scope = tracer.currentTraceContext().maybeScope(context(call));
        return scope::close;
    }

    private TraceContext context(CallContext call) {
        TraceContext.Builder builder =
                tracer.traceContextBuilder()
                        .traceId(call.traceId())
                        .spanId(hex(call.spanId()))
                        .sampled(TraceFlags.isSampled(call.traceFlags()));
        if (call.parentSpanId() != 0) {
            builder.parentId(hex(call.parentSpanId()));
        }
        return builder.build();
    }

    @Override
    public CallContext around(CallContext here) {
        return current.around(here);
    }

    private static String hex(long id) {
        return HexFormat.of().toHexDigits(id);
    }
}
