package io.harrier.rpc.call;

import io.harrier.rpc.error.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a call ends, now or later: with the method's value, or with the exception its caller is to
 * get (a declared one, a {@link io.harrier.rpc.error.BizStatusException}, or an {@link
 * io.harrier.rpc.error.RpcException}).
 *
 * <p>It completes on the caller's thread for blocking calls, else on an event loop: what depends on
 * it must not block.
 */
public class Reply extends CompletableFuture<@Nullable Object> {
    protected Reply() {}

    public static Reply ofValue(@Nullable Object value) {
        Reply reply = new Reply();
        reply.complete(value);
        return reply;
    }

    public static Reply ofFailure(Throwable error) {
        Reply reply = new Reply();
        reply.completeExceptionally(error);
        return reply;
    }

    /** The reply that ends as this stage does. */
    public static Reply of(CompletionStage<?> stage) {
        if (stage instanceof Reply reply) {
            return reply;
        }
        Reply reply = new Reply();
        stage.whenComplete(
                (value, error) -> {
                    if (error == null) {
                        reply.complete(value);
                    } else {
                        reply.completeExceptionally(Failures.unwrap(error));
                    }
                });
        return reply;
    }

    /** Also does something when the call has ended; what depends on the result runs after it. */
    @Override
    public Reply whenComplete(
            BiConsumer<? super @Nullable Object, ? super @Nullable Throwable> action) {
        return (Reply) super.whenComplete(action);
    }

    @Override
    @SuppressWarnings("unchecked") // what depends on a reply is one, of whatever type
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return (CompletableFuture<U>) new Reply();
    }
}
