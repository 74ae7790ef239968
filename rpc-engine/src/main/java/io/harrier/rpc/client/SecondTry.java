package io.harrier.rpc.client;

import io.harrier.rpc.error.RpcException;
import org.jspecify.annotations.Nullable;

/**
 * A call tried once more: one of its own, as the first may still stand in the queue of its
 * connection. What becomes of it becomes of the first, which has the trace.
 */
final class SecondTry extends ClientCall {
    private final ClientCall first;
    private final @Nullable RpcException firstFailure;

    /**
     * @param firstFailure what became of the first; null if nothing has
     */
    SecondTry(ClientCall first, @Nullable RpcException firstFailure) {
        super(first);
        this.first = first;
        this.firstFailure = firstFailure;
    }

    @Override
    ClientCall whole() {
        return first;
    }

    @Override
    void wake() {
        first.onSecondTry(state(), firstFailure);
    }
}
