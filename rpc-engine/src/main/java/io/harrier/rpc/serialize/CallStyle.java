package io.harrier.rpc.serialize;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a Java method takes its arguments and gives its outcome: by returning it, by a stage, by a
 * Mono, by a callback. For any thread.
 */
public interface CallStyle {
    /** The value is returned, the exception thrown. */
    CallStyle BLOCKING =
            new CallStyle() {
                @Override
                public boolean isBlocking() {
                    return true;
                }

                @Override
                public void handle(
                        MethodHandle method,
                        Object handler,
                        @Nullable Object[] arguments,
                        Outcome outcome)
                        throws Throwable {
                    outcome.value(method.invokeExact(handler, arguments));
                }
            };

    /** A {@link CompletionStage} is returned. */
    CallStyle STAGE =
            new CallStyle() {
                @Override
                public void handle(
                        MethodHandle method,
                        Object handler,
                        @Nullable Object[] arguments,
                        Outcome outcome)
                        throws Throwable {
                    tell(
                            (CompletionStage<?>) (Object) method.invokeExact(handler, arguments),
                            outcome);
                }
            };

    /** The style that a method's return type says; what is of no other blocks. */
    static CallStyle of(Class<?> returned) {
        if (returned == CompletionStage.class || returned == CompletableFuture.class) {
            return STAGE;
        }
        return MonoStyle.isMono(returned) ? new MonoStyle() : BLOCKING;
    }

    /** Whether the caller's thread waits. */
    default boolean isBlocking() {
        return false;
    }

    /** The arguments of the wire among those of the Java method. */
    default @Nullable Object[] onWire(@Nullable Object[] arguments) {
        return arguments;
    }

    /**
     * What the Java method of a proxy returns while the call is under way, or before it is.
     *
     * @param call makes the call, each time it is asked
     */
    default @Nullable Object answer(
            @Nullable Object[] arguments,
            Supplier<? extends CompletableFuture<@Nullable Object>> call) {
        return call.get();
    }

    /**
     * Calls the handler.
     *
     * @param method takes the handler and an array of the Java method's parameters, less what this
     *     style adds
     * @throws Throwable what the handler throws
     */
    void handle(MethodHandle method, Object handler, @Nullable Object[] arguments, Outcome outcome)
            throws Throwable;

    /** Tells the end of a stage. */
    static void tell(CompletionStage<?> stage, Outcome outcome) {
        stage.whenComplete(
                (value, error) -> {
                    if (error == null) {
                        outcome.value(value);
                    } else {
                        outcome.failure(error);
                    }
                });
    }
}
