package io.harrier.rpc.spring.boot.autoconfigure;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names observations of calls that this application answers. A bean of it stands for {@link
 * DefaultRpcServerObservationConvention}.
 */
public interface RpcServerObservationConvention
        extends ObservationConvention<RpcServerObservationContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RpcServerObservationContext;
    }
}
