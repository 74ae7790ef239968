package io.harrier.rpc.spring.boot.autoconfigure;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names observations of calls that this application makes. A bean of it stands for {@link
 * DefaultRpcClientObservationConvention}.
 */
public interface RpcClientObservationConvention
        extends ObservationConvention<RpcClientObservationContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RpcClientObservationContext;
    }
}
