package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.spring.boot.autoconfigure.RpcObservationDocumentation.CallerKeys;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/** The names of {@link RpcObservationDocumentation#SERVER_CALL}. */
public class DefaultRpcServerObservationConvention
        extends CallObservationConvention<RpcServerObservationContext>
        implements RpcServerObservationConvention {
    @Override
    public String getName() {
        return "rpc.server.call.duration";
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RpcServerObservationContext context) {
        CallContext call = context.call().context();
        KeyValue address =
                CallerKeys.ADDRESS.withValue(PeerAddress.of(call.remoteAddress()).host());
        return call.caller().isEmpty()
                ? KeyValues.of(address)
                : KeyValues.of(address, CallerKeys.NAME.withValue(call.caller()));
    }

    @Override
    final String typeOfOther(Throwable error) {
        return error.getClass().getName();
    }
}
