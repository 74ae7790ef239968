package io.harrier.rpc.spring.boot.autoconfigure;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;

/**
 * Stands before the handlers that would make a second span of an observed call: the call has one,
 * made of its record, and the tracer knows its ids. Spans within are its children all the same.
 */
record RecordedCallHandler(Tracer tracer)
        implements TracingObservationHandler<Observation.Context> {
    @Override
    public Tracer getTracer() {
        return tracer;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof RpcObservationContext;
    }

    @Override
    public void onError(Observation.Context context) {}

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {}

    @Override
    public void onScopeOpened(Observation.Context context) {}

    @Override
    public void onScopeClosed(Observation.Context context) {}

    @Override
    @SuppressWarnings("deprecation") // it would clear the tracer's span
    public void onScopeReset(Observation.Context context) {}
}
