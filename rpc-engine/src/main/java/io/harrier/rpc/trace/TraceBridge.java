package io.harrier.rpc.trace;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.ThreadBinding;

/**
 * Ties calls to the tracing of the application around them: while a handler runs, its call's span
 * is the application's current one, and calls that are made within a span of the application belong
 * to that. For any thread.
 */
public interface TraceBridge extends ThreadBinding {
    /**
     * What a call made on this thread belongs to. Must not throw.
     *
     * @param here the call that is answered here, or {@link CallContext#NONE}
     * @return {@code here} itself, or, if the application has a span of its own within it, {@link
     *     CallContext#inSpan}
     */
    CallContext around(CallContext here);
}
