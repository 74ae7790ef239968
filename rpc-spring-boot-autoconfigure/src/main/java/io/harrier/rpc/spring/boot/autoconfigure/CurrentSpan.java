package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.context.CallContext;

/** Asks a tracing system which span a thread is in. */
@FunctionalInterface
interface CurrentSpan {
    /**
     * What a call made on this thread belongs to.
     *
     * @return {@code here} itself if there is no span, or if it is that of the call answered here
     */
    CallContext around(CallContext here);
}
