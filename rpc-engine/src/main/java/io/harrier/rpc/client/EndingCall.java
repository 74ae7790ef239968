package io.harrier.rpc.client;

import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.pool.ConnectionPool;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.transport.ClientConnection;
import io.netty.util.ReferenceCountUtil;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a call ends: its state, whoever waits for it, and what they are told.
 *
 * <pre>
 *   state   NEW                not sent yet
 *           WAITING            for a connection
 *           ClientConnection   is on it
 *           SecondTry          is tried once more, by that one
 *           Frame              has its reply          } the end: whoever makes this step wakes the caller,
 *           READING, READ      and so it is here      } or completes the future
 *           WRITTEN            is oneway, and written }
 *           RpcException       has failed             }
 * </pre>
 *
 * <p>Small replies are read on the event loop, one after another, which costs less than on threads
 * that have just been woken; a blocking caller reads large ones itself. What follows the reading is
 * done on the caller's thread.
 */
abstract class EndingCall extends RoutedCall implements Outcome {
    private static final VarHandle STATE = stateField();

    private static final Object NEW = new Object();
    static final Object WAITING = new Object();

    /** The end of a oneway call. */
    static final Object WRITTEN = new End();

    /** The reply of a blocking call, while the event loop reads it, and after that. */
    private static final Object READING = new End();

    private static final Object READ = new End();
    private static final int SMALL_BYTES = 8 * 1024;

    private final @Nullable Thread caller;

    @SuppressWarnings("unused") // through STATE
    private volatile Object state = NEW;

    /** What the event loop has read for the caller, unless that is what is thrown. */
    private @Nullable Object read;

    private @Nullable Throwable thrown;
    private volatile boolean waited;
    private int replyBytes;

    /**
     * @param caller the thread that waits for the reply; null if none does
     */
    EndingCall(
            RemoteInvoker remote,
            ClientMethod method,
            Arguments arguments,
            CallContext context,
            long nowNanos,
            long deadlineNanos,
            @Nullable Thread caller) {
        super(remote, method, arguments, context, deadlineNanos);
        this.caller = caller;
        beginTrace(
                method.traced(),
                context.traceHi(),
                context.traceLo(),
                context.spanId(),
                context.traceFlags(),
                nowNanos);
    }

    /** The same call, which is on its way already and not waited for by itself. */
    EndingCall(EndingCall first) {
        super(first);
        caller = null;
        state = WAITING;
    }

    /** Begins its way, on the thread that may be the one to wait; false if it has begun before. */
    final boolean leave() {
        if (!move(NEW, WAITING)) {
            return false;
        }
        waited = Thread.currentThread() == caller;
        return true;
    }

    /** Makes a step on its way, unless another was faster. */
    final boolean move(Object from, Object to) {
        return STATE.compareAndSet(this, from, to);
    }

    /**
     * Whether the caller's thread is to {@link #settle()} it: a middleware may have it sent by
     * another, and then it ends like an asynchronous one.
     */
    final boolean isWaitedFor() {
        return waited;
    }

    /** Waits for the end and reads it. On the caller's thread. */
    void settle() {
        boolean isInterrupted = false;
        while (!isSettled()) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                isInterrupted = true; // kept for the end: with it no thread can be parked
                giveUp(CallFailures.interrupted(name(), "the call may have run"));
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        finish();
    }

    private boolean isSettled() {
        Object now = state;
        return now != READING && isEnd(now);
    }

    /** The value. @throws Throwable what the call ended with; both known once it is settled */
    @Nullable Object result() throws Throwable {
        Throwable error = thrown;
        if (error instanceof RpcException failure) {
            throw failure.here();
        }
        if (error != null) {
            throw error;
        }
        return join();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        giveUp(CallFailures.cancelled(name()));
        return cancelled;
    }

    @Override
    public void value(@Nullable Object value) {
        if (state == READING) {
            read = value;
            return;
        }
        endTrace(null);
        if (!complete(value)) {
            ReferenceCountUtil.release(value); // bytes that a caller who has gone would have had
        }
    }

    @Override
    public void failure(Throwable error) {
        thrown = error;
        if (state == READING) {
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

    @Override
    public boolean isBlocking() {
        return whole().waited;
    }

    @Override
    public boolean tellToLook() {
        boolean isHeard = waited && isWaiting();
        if (isHeard) {
            mustLook();
            unpark();
        }
        return isHeard;
    }

    /** Ends the call for the caller's part; the connection, or the pool, forgets it. */
    final void giveUp(RpcException failure) {
        Object before = step(failure);
        if (isEnd(before)) {
            return;
        }
        stopWaiting();
        Host<ConnectionPool> left = takeHost();
        if (before == WAITING && left != null) {
            left.value().forget(this);
        }
        blame(left, failure.kind());
        wake();
        if (before instanceof ClientConnection connection) {
            connection.abandon(this);
        } else if (before instanceof SecondTry again) {
            again.giveUp(failure);
        }
    }

    final void end(RpcException failure) {
        end(failure, failure.kind());
    }

    /**
     * Ends the call.
     *
     * @param end which is the reader's from here on
     * @param failure null if the host did well
     * @return what it was before; an end, if another was faster
     */
    final Object end(Object end, @Nullable ErrorKind failure) {
        Frame small = end instanceof Frame reply && isReadHere(reply) ? reply : null;
        Object before = step(small == null ? end : READING);
        if (isEnd(before)) {
            return before;
        }
        if (small != null) {
            read(small);
            state = READ;
        }
        stopWaiting();
        if (failure == null) {
            praise(takeHost());
        } else {
            blame(takeHost(), failure);
        }
        wake();
        return before;
    }

    private Object step(Object end) {
        Object before = state;
        while (!isEnd(before)) {
            Object witness = STATE.compareAndExchange(this, before, end);
            if (witness == before) {
                return before;
            }
            before = witness;
        }
        return before;
    }

    /** Its end is there, to be brought to whoever waits for it. */
    void wake() {
        if (!waited) {
            finish();
        } else {
            LockSupport.unpark(caller);
        }
    }

    private boolean isReadHere(Frame reply) {
        return waited && reply.payload().writerIndex() <= SMALL_BYTES;
    }

    private void read(Frame reply) {
        replyBytes = reply.payload().writerIndex();
        try {
            remote().replies().read(this, reply);
        } catch (Throwable e) { // not even a message could be made of what a user's class threw
            failure(e);
        }
    }

    private void finish() {
        Object end = state;
        if (end instanceof Frame reply) {
            read(reply);
        } else if (end == READ) {
            bring();
        } else if (end instanceof RpcException failure) {
            failure(failure);
        } else {
            value(null);
        }
    }

    /** What was read for it. */
    private void bring() {
        Throwable error = thrown;
        if (error == null) {
            value(read);
            return;
        }
        if (!(error instanceof RpcException || error instanceof Error)) {
            error.setStackTrace(new Throwable().getStackTrace()); // the event loop's says nothing
        }
        failure(error);
    }

    /** The call itself, of which this may be the second try. */
    EndingCall whole() {
        return this;
    }

    /** What it has ended with, or where it stands. */
    final Object state() {
        return state;
    }

    @Override
    final boolean isWaiting() {
        return state == WAITING;
    }

    @Override
    final boolean isEnded() {
        return isEnd(state);
    }

    static boolean isEnd(Object state) {
        return state instanceof Frame || state instanceof RpcException || state instanceof End;
    }

    RpcException expired(String when) {
        return CallFailures.expired(name(), when);
    }

    private static VarHandle stateField() {
        try {
            return MethodHandles.lookup().findVarHandle(EndingCall.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What its caller gave it. */
    final long timeoutMillis() {
        return RequestHeader.millis(deadlineNanos() - whole().startNanos());
    }

    /** Wakes the thread that waits for it, if one does. */
    final void unpark() {
        LockSupport.unpark(caller);
    }

    private static final class End {}
}
