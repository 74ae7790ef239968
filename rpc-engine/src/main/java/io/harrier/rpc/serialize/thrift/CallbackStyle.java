package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.error.Failures;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.CallStyle;
import io.harrier.rpc.serialize.Outcome;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.thrift.async.AsyncMethodCallback;
import org.jspecify.annotations.Nullable;

/** The style of {@code X.AsyncIface}: the last parameter is called back. */
final class CallbackStyle implements CallStyle {
    @Override
    public Arguments onWire(Arguments arguments) {
        return Arguments.of(Arrays.copyOf(arguments.toArray(), arguments.size() - 1));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object answer(
            Arguments arguments, Supplier<? extends CompletableFuture<@Nullable Object>> call) {
        AsyncMethodCallback<Object> callback =
                (AsyncMethodCallback<Object>) arguments.get(arguments.size() - 1);
        CompletableFuture<@Nullable Object> reply = call.get();
        if (callback != null) {
            reply.whenComplete(
                    (value, error) ->
                            tell(callback, value, error == null ? null : Failures.unwrap(error)));
        }
        return null;
    }

    @Override
    public void handle(Callee callee, Arguments arguments, Outcome outcome) throws Throwable {
        int last = arguments.size();
        @Nullable Object[] withCallback = Arrays.copyOf(arguments.toArray(), last + 1);
        withCallback[last] = new OutcomeCallback(outcome);
        callee.call(Arguments.of(withCallback));
    }

    @SuppressWarnings(
            "NullAway") // libthrift's callback takes null for void methods, but does not say so
    private static void tell(
            AsyncMethodCallback<Object> callback,
            @Nullable Object value,
            @Nullable Throwable error) {
        if (error == null) {
            callback.onComplete(value);
        } else {
            callback.onError(
                    error instanceof Exception exception
                            ? exception
                            : new IllegalStateException(error));
        }
    }

    private record OutcomeCallback(Outcome outcome)
            implements AsyncMethodCallback<@Nullable Object> {
        @Override
        public void onComplete(@Nullable Object value) {
            outcome.value(value);
        }

        @Override
        public void onError(Exception error) {
            outcome.failure(error);
        }
    }
}
