package io.harrier.rpc.client;

import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.concurrent.VirtualThreads;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.pool.ConnectionPool;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.Outbound;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a call ends: its state, and whoever waits for it.
 *
 * <pre>
 *   state   NEW                not sent yet
 *           WAITING            for a connection
 *           ClientConnection   is on it
 *           SecondTry          is tried once more, by that one
 *           Frame              has its reply          } the end: whoever makes this step has the caller woken,
 *           READING            and so it is here      } or completes the future
 *           READ, READ_FIRST   and can be told        }
 *           WRITTEN            is oneway, and written }
 *           RpcException       has failed             }
 * </pre>
 *
 * <p>Small replies are read on the event loop, one after another, which costs less than on threads
 * that have just been woken; a blocking caller reads large ones itself, and what came by a second
 * try. What follows the reading is done on the caller's thread.
 */
abstract class EndingCall extends RepliedCall {
    private static final VarHandle STATE = stateField();

    private static final Object NEW = new Object();
    static final Object WAITING = new Object();

    /** The end of a oneway call. */
    static final Object WRITTEN = new End();

    /** The reply of a blocking call, while the event loop reads it. */
    private static final Object READING = new End();

    /** ... after that. */
    private static final Object READ = new End();

    /** ... if the caller is to wake others, whose calls are linked behind it. */
    private static final Object READ_FIRST = new End();

    private static final int SMALL_BYTES = 8 * 1024;

    private static final byte NONE = 0;

    /** It has sent the call, and will settle it; a middleware may keep it long before that. */
    private static final byte WILL_SETTLE = 1;

    private static final byte SETTLES = 2;

    private final @Nullable Thread caller;

    @SuppressWarnings("unused") // through STATE
    private volatile Object state = NEW;

    /** What the caller's thread has to do with its end. */
    private volatile byte wait = NONE;

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
        if (Thread.currentThread() == caller) {
            wait = WILL_SETTLE;
        }
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
        return wait != NONE;
    }

    /** Waits for the end and reads it. On the caller's thread. */
    void settle() {
        wait = SETTLES;
        boolean isInterrupted = false;
        try {
            while (!isSettled()) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    isInterrupted = true; // kept for the end: with it no thread can be parked
                    giveUpInterrupted();
                }
            }
        } finally {
            wakeFollowers();
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        finish();
    }

    private void giveUpInterrupted() {
        if (!isEnd(state)) {
            giveUp(CallFailures.interrupted(name(), "the call may have run"));
        }
    }

    private boolean isSettled() {
        Object now = state;
        return now != READING && isEnd(now);
    }

    private void wakeFollowers() {
        Outbound follower = state == READ_FIRST ? next() : null;
        while (follower != null) {
            ((EndingCall) follower).unpark();
            follower = follower.next();
        }
    }

    @Override
    final boolean isBeingRead() {
        return state == READING;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        giveUp(CallFailures.cancelled(name()));
        return cancelled;
    }

    @Override
    public boolean isBlocking() {
        return whole().isWaitedFor();
    }

    @Override
    public boolean tellToLook() {
        boolean isHeard = isWaitedFor() && isWaiting();
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
            leaveWaiting(left, failure);
        } else {
            blame(left, failure.kind());
        }
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
        ClientConnection reader = end instanceof Frame reply ? readerOf(reply) : null;
        Object before = step(reader == null ? end : READING);
        if (isEnd(before)) {
            return before;
        }
        try {
            if (reader != null) {
                read((Frame) end);
            }
            stopWaiting();
            leaveHost(failure);
        } finally {
            wake(reader);
        }
        return before;
    }

    /** A pool is short of connections for the calls that wait: this one does until it is asked. */
    private void leaveWaiting(Host<ConnectionPool> host, RpcException failure) {
        boolean isOwnLimit = !host.value().shortage().isEmpty();
        host.value().forget(this);
        if (isOwnLimit) {
            host.end();
        } else {
            blame(host, failure.kind());
        }
    }

    private void leaveHost(@Nullable ErrorKind failure) {
        if (failure == null) {
            praise(takeHost());
        } else {
            blame(takeHost(), failure);
        }
    }

    /**
     * @param reader where its reply was read ahead, if it was
     */
    private void wake(@Nullable ClientConnection reader) {
        if (reader == null) {
            wake();
        } else if (wait == SETTLES && !isVirtual(caller)) {
            reader.wakeTogether(this);
        } else {
            onGrouped(true);
        }
    }

    /** Such are cheap to wake; and while others hold their carriers, they could wake nobody. */
    private static boolean isVirtual(@Nullable Thread thread) {
        return thread != null && VirtualThreads.isVirtual(thread);
    }

    @Override
    public final void onGrouped(boolean leads) {
        state = leads ? READ_FIRST : READ;
        if (leads) {
            unpark();
        }
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
        if (!isWaitedFor()) {
            finish();
        } else {
            LockSupport.unpark(caller);
        }
    }

    /**
     * The connection on whose event loop the reply is read; null if its caller reads it. An answer
     * to what stands in a queue yet is no reply.
     */
    private @Nullable ClientConnection readerOf(Frame reply) {
        return isWaitedFor()
                        && state instanceof ClientConnection connection
                        && wasWritten()
                        && reply.payload().writerIndex() <= SMALL_BYTES
                ? connection
                : null;
    }

    private void finish() {
        Object end = state;
        if (end instanceof Frame reply) {
            read(reply);
        } else if (end == READ || end == READ_FIRST) {
            bring();
        } else if (end instanceof RpcException failure) {
            failure(failure);
        } else {
            value(null);
        }
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
