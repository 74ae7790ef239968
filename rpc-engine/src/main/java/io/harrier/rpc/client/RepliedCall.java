package io.harrier.rpc.client;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.Outcome;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a call is told, and its trace: the value or the failure. The event loop may
 * read it ahead; then it is told when the caller comes for it.
 */
abstract class RepliedCall extends RoutedCall implements Outcome {
    /** What was read ahead, if nothing went wrong. */
    private record Value(@Nullable Object value) {}

    /** What was read ahead, in a {@link Value} if it could be thrown; or why there is nothing. */
    private @Nullable Object outcome;

    private int replyBytes;

    RepliedCall(
            RemoteInvoker remote,
            ClientMethod method,
            Arguments arguments,
            CallContext context,
            long deadlineNanos) {
        super(remote, method, arguments, context, deadlineNanos);
    }

    RepliedCall(RepliedCall same) {
        super(same);
    }

    /** Whether the reply is being read ahead. */
    abstract boolean isBeingRead();

    /** Reads it, now or ahead, and releases it. */
    final void read(Frame reply) {
        replyBytes = reply.payload().writerIndex();
        try {
            remote().replies().read(this, reply);
        } catch (Throwable e) { // not even a message could be made of what a user's class threw
            failure(e);
        }
    }

    /** Tells what was read ahead. On the caller's thread. */
    final void bring() {
        if (!(outcome instanceof Throwable error)) {
            value(outcome instanceof Value wrapped ? wrapped.value() : outcome);
            return;
        }
        if (!(error instanceof RpcException || error instanceof Error)) {
            error.setStackTrace(new Throwable().getStackTrace()); // the event loop's says nothing
        }
        failure(error);
    }

    /** The value. @throws Throwable what the call ended with; both known once it is settled */
    final @Nullable Object result() throws Throwable {
        if (!(outcome instanceof Throwable error)) {
            return join();
        }
        throw error instanceof RpcException failure ? failure.here() : error;
    }

    @Override
    public void value(@Nullable Object value) {
        if (isBeingRead()) {
            outcome = value instanceof Throwable ? new Value(value) : value;
            return;
        }
        endTrace(null);
        if (!complete(value)) {
            ReferenceCountUtil.release(value); // bytes that a caller who has gone would have had
        }
    }

    @Override
    public void failure(Throwable error) {
        outcome = error;
        if (isBeingRead()) {
            return;
        }
        endTrace(error);
        completeExceptionally(error);
    }

    @Override
    protected String tracedPeer() {
        return lastHost();
    }

    @Override
    protected String tracedCaller() {
        return clientMethod().caller();
    }

    private void endTrace(@Nullable Throwable error) {
        if (isTraced()) {
            boolean isDeclared =
                    !(error instanceof RpcException
                            || error instanceof BizStatusException
                            || error instanceof CancellationException);
            long now = deadlineNanos() - nanosLeft();
            endTrace(Endings.of(error, isDeclared), now, 0, requestBytes(), replyBytes);
        }
    }
}
