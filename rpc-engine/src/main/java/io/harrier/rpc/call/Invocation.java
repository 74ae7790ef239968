package io.harrier.rpc.call;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import org.jspecify.annotations.Nullable;

/** One call as data. */
public interface Invocation {
    ServiceSchema service();

    MethodSchema method();

    /**
     * The arguments in the order of the method's parameters. The array may be the call's own: do
     * not change it.
     */
    @Nullable Object[] arguments();

    /**
     * On the server the call being answered; on the client the one that the caller answers
     * meanwhile.
     */
    CallContext context();

    /** When the caller stops waiting, as {@link System#nanoTime()} counts. */
    long deadlineNanos();
}
