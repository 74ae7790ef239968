package io.harrier.rpc.resilience;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.error.Failures;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** The reply of a call that may be sent more than once. */
final class RetriedCall extends Reply {
    private final Retry retry;
    private final Invoker next;
    private final Invocation call;
    private final boolean idempotent;

    /** Written by one attempt after the other. */
    private int made;

    private volatile @Nullable Reply attempt;

    RetriedCall(Retry retry, Invoker next, Invocation call, boolean idempotent) {
        this.retry = retry;
        this.next = next;
        this.call = call;
        this.idempotent = idempotent;
    }

    Reply start() {
        made++;
        Reply reply = next.invoke(call);
        attempt = reply;
        reply.whenComplete(this::onEnd);
        if (isCancelled()) { // before the attempt could be seen
            reply.cancel(false);
        }
        return this;
    }

    private void onEnd(@Nullable Object value, @Nullable Throwable error) {
        if (error == null) {
            retry.onSuccess();
            if (!complete(value)) {
                ReferenceCountUtil.release(value); // bytes that nobody waits for any more
            }
        } else {
            onFailure(Failures.unwrap(error));
        }
    }

    private void onFailure(Throwable error) {
        long wait = retry.waitNanos(made);
        if (isDone() || !retry.mayRetry(call, error, made, idempotent, wait)) {
            completeExceptionally(error);
        } else {
            retry.later(call.context().wrap(this::startAgain), wait);
        }
    }

    private void startAgain() {
        try {
            if (!isDone()) {
                start();
            }
        } catch (Throwable e) { // of a middleware further inside
            completeExceptionally(e);
        }
    }

    /** An attempt under way ends the call itself, so that a value which comes meanwhile is kept. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        Reply current = attempt;
        if (current != null) {
            current.cancel(mayInterruptIfRunning);
        }
        if (current == null || current.isCompletedExceptionally()) {
            super.cancel(mayInterruptIfRunning);
        }
        return isCancelled();
    }
}
