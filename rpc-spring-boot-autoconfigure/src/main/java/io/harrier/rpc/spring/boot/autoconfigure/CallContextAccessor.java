package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.context.CallContext;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context propagation take the call that is answered along to other threads:
 * those of Reactor, of {@code @Async}, of whatever it wraps. Found by it in {@code
 * META-INF/services}; without it nobody asks for this class.
 */
public final class CallContextAccessor implements ThreadLocalAccessor<CallContext> {
    /** Under this key the context is in a snapshot, and in Reactor's context. */
    public static final String KEY = "io.harrier.rpc.context";

    @Override
    public Object key() {
        return KEY;
    }

    /** Null outside of a call, so that a snapshot holds nothing. */
    @Override
    public @Nullable CallContext getValue() {
        CallContext current = CallContext.current();
        return current == CallContext.NONE ? null : current;
    }

    @Override
    public void setValue(CallContext value) {
        value.bind();
    }

    @Override
    public void setValue() {
        CallContext.restore(null);
    }
}
