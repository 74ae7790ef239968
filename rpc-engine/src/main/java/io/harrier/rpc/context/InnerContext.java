package io.harrier.rpc.context;

import org.jspecify.annotations.Nullable;

/** A call's context as seen from within a scope, or a span of the application. */
final class InnerContext extends CallContext {
    private final @Nullable CallScope scope;
    private final CallContext call;

    InnerContext(
            CallContext outer,
            @Nullable CallScope scope,
            long traceHi,
            long traceLo,
            long spanId,
            long parentSpanId,
            int traceFlags,
            @Nullable String traceState) {
        super(outer, traceHi, traceLo, spanId, parentSpanId, traceFlags, traceState);
        this.scope = scope;
        call = outer.call() == NONE ? this : outer.call(); // nothing is left on no call
    }

    @Override
    public @Nullable CallScope scope() {
        return scope;
    }

    @Override
    CallContext call() {
        return call;
    }
}
