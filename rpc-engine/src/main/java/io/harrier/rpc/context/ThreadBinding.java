package io.harrier.rpc.context;

/**
 * What a thread has besides the context of a call, as long as it has that: a tracer's current span,
 * the ids in its logs. For any thread.
 */
@FunctionalInterface
public interface ThreadBinding {
    /** Begins on this thread, to which the context is bound already. Must not throw. */
    Scope open(CallContext context);

    /** What was begun. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {
        /** Nothing, to which nothing is to be done. */
        Scope NONE = () -> {};

        /** Ends it; once, on the same thread. Must not throw. */
        @Override
        void close();
    }
}
