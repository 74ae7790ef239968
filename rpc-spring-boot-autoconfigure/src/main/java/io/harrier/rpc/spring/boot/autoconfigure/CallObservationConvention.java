package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.spring.boot.autoconfigure.RpcObservationDocumentation.Keys;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.ObservationConvention;
import org.jspecify.annotations.Nullable;

/**
 * What observations say of calls, whoever makes them.
 *
 * @param <C> of one side's calls
 */
abstract class CallObservationConvention<C extends RpcObservationContext>
        implements ObservationConvention<C> {
    @Override
    public String getContextualName(C context) {
        return name(context);
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(C context) {
        Throwable error = context.getError();
        return KeyValues.of(
                Keys.SYSTEM.withValue(SpanWords.HARRIER),
                Keys.METHOD.withValue(name(context)),
                Keys.STATUS.withValue(status(error)),
                Keys.ERROR.withValue(error == null ? KeyValue.NONE_VALUE : type(error)));
    }

    /** An error that is none of ours, which may be an answer of the business. */
    abstract String typeOfOther(Throwable error);

    private String type(Throwable error) {
        if (error instanceof RpcException known) {
            return known.kind().word();
        }
        return error instanceof BizStatusException ? KeyValue.NONE_VALUE : typeOfOther(error);
    }

    private static String name(RpcObservationContext context) {
        return SpanWords.name(context.call().service().name(), context.call().method().name());
    }

    private static String status(@Nullable Throwable error) {
        if (error == null) {
            return "ok";
        } else if (error instanceof BizStatusException) {
            return "biz-status";
        }
        return error instanceof RpcException known ? known.kind().word() : "exception";
    }
}
