package io.harrier.rpc.spring.boot.autoconfigure;

import io.micrometer.common.KeyValues;

/** The names of {@link RpcObservationDocumentation#CLIENT_CALL}. */
public class DefaultRpcClientObservationConvention implements RpcClientObservationConvention {
    @Override
    public String getName() {
        return "rpc.client.call.duration";
    }

    @Override
    public String getContextualName(RpcClientObservationContext context) {
        return ObservedWords.name(context);
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RpcClientObservationContext context) {
        return ObservedWords.lowCardinality(context);
    }
}
