package io.harrier.rpc.serialize;

import java.util.Objects;
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
                public void handle(Callee callee, Arguments arguments, Outcome outcome)
                        throws Throwable {
                    outcome.value(callee.call(arguments));
                }
            };

    /** A {@link CompletionStage} is returned. */
    CallStyle STAGE =
            new CallStyle() {
                @Override
                public void handle(Callee callee, Arguments arguments, Outcome outcome)
                        throws Throwable {
                    Object stage = Objects.requireNonNull(callee.call(arguments));
                    tell((CompletionStage<?>) stage, outcome);
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
    default Arguments onWire(Arguments arguments) {
        return arguments;
    }

    /**
     * What the Java method of a proxy returns while the call is under way, or before it is.
     *
     * @param call makes the call, each time it is asked
     */
    default @Nullable Object answer(
            Arguments arguments, Supplier<? extends CompletableFuture<@Nullable Object>> call) {
        return call.get();
    }

    /** A Java method of one handler. */
    @FunctionalInterface
    interface Callee {
        /**
         * @param arguments of the Java method
         * @throws Throwable what the handler throws
         */
        @Nullable Object call(Arguments arguments) throws Throwable;
    }

    /**
     * Calls the handler.
     *
     * @param arguments of the wire: those of the Java method, less what this style adds
     * @throws Throwable what the handler throws
     */
    void handle(Callee callee, Arguments arguments, Outcome outcome) throws Throwable;

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
