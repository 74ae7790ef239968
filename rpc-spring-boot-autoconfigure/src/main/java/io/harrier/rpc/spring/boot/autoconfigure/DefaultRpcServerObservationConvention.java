package io.harrier.rpc.spring.boot.autoconfigure;

import io.micrometer.common.KeyValues;

/** The names of {@link RpcObservationDocumentation#SERVER_CALL}. */
public class DefaultRpcServerObservationConvention implements RpcServerObservationConvention {
    @Override
    public String getName() {
        return "rpc.server.call.duration";
    }

    @Override
    public String getContextualName(RpcServerObservationContext context) {
        return ObservedWords.name(context);
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RpcServerObservationContext context) {
        return ObservedWords.lowCardinality(context);
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RpcServerObservationContext context) {
        return ObservedWords.ofCaller(context.call().context());
    }
}
