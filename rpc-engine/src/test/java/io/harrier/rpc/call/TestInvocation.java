package io.harrier.rpc.call;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import org.jspecify.annotations.Nullable;

/** A call of a method without arguments. */
public record TestInvocation(Place place, CallContext context, long deadlineNanos)
        implements Invocation {
    public TestInvocation(Place place) {
        this(place, CallContext.NONE, CallContext.NO_DEADLINE);
    }

    @Override
    public ServiceSchema service() {
        return place.service();
    }

    @Override
    public MethodSchema method() {
        return place.method();
    }

    @Override
    public @Nullable Object[] arguments() {
        return new Object[0];
    }
}
