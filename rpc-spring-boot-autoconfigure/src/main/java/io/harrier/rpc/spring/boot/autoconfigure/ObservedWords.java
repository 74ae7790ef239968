package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.spring.boot.autoconfigure.RpcObservationDocumentation.CallerKeys;
import io.harrier.rpc.spring.boot.autoconfigure.RpcObservationDocumentation.Keys;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/** What observations say. */
final class ObservedWords {
    private ObservedWords() {}

    static String name(RpcObservationContext context) {
        return SpanWords.name(context.call().service().name(), context.call().method().name());
    }

    static KeyValues lowCardinality(RpcObservationContext context) {
        Throwable error = context.getError();
        return KeyValues.of(
                Keys.SYSTEM.withValue(SpanWords.HARRIER),
                Keys.METHOD.withValue(name(context)),
                Keys.STATUS.withValue(status(error)),
                Keys.ERROR.withValue(type(context, error)));
    }

    static KeyValues ofCaller(CallContext call) {
        KeyValue address =
                CallerKeys.ADDRESS.withValue(PeerAddress.of(call.remoteAddress()).host());
        return call.caller().isEmpty()
                ? KeyValues.of(address)
                : KeyValues.of(address, CallerKeys.NAME.withValue(call.caller()));
    }

    private static String status(@Nullable Throwable error) {
        if (error == null) {
            return "ok";
        } else if (error instanceof BizStatusException) {
            return "biz-status";
        }
        return error instanceof RpcException known ? known.kind().word() : "exception";
    }

    /** Answers of the business are none: what a client gets thrown is one if it is not ours. */
    private static String type(RpcObservationContext context, @Nullable Throwable error) {
        if (error instanceof RpcException known) {
            return known.kind().word();
        }
        if (error == null
                || error instanceof BizStatusException
                || context instanceof RpcClientObservationContext) {
            return KeyValue.NONE_VALUE;
        }
        return error.getClass().getName();
    }
}
