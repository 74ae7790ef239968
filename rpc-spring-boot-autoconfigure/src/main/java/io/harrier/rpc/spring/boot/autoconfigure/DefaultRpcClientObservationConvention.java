package io.harrier.rpc.spring.boot.autoconfigure;

import io.micrometer.common.KeyValue;

/** The names of {@link RpcObservationDocumentation#CLIENT_CALL}. */
public class DefaultRpcClientObservationConvention
        extends CallObservationConvention<RpcClientObservationContext>
        implements RpcClientObservationConvention {
    @Override
    public String getName() {
        return "rpc.client.call.duration";
    }

    /** Declared by the method, so an answer. */
    @Override
    final String typeOfOther(Throwable error) {
        return KeyValue.NONE_VALUE;
    }
}
