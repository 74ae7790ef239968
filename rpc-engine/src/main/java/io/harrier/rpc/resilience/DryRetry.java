package io.harrier.rpc.resilience;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.error.Failures;
import org.jspecify.annotations.Nullable;

/** Looks at failed calls as a retry does, and leaves them as they are. */
record DryRetry(Retry retry, Runnable retries) implements Middleware {
    @Override
    public int order() {
        return retry.order();
    }

    @Override
    public Invoker around(Invoker next, Place place) {
        if (place.isServer() || retry.policy().maxAttempts() == 1) {
            return next;
        }
        boolean idempotent = place.method().isIdempotent();
        return call ->
                next.invoke(call).whenComplete((value, error) -> onEnd(call, error, idempotent));
    }

    private void onEnd(Invocation call, @Nullable Throwable error, boolean idempotent) {
        if (error == null) {
            retry.onSuccess();
        } else if (retry.mayRetry(
                call, Failures.unwrap(error), 1, idempotent, retry.waitNanos(1))) {
            retries.run();
        }
    }
}
