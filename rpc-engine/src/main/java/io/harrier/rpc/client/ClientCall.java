package io.harrier.rpc.client;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.pool.ConnectionPool;
import io.harrier.rpc.pool.Waiter;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.TracedReply;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.Outbound;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call: its data, its future, its entry in the connection's table. Nothing else is made for it.
 *
 * <pre>
 *   state   NEW                not sent yet
 *           WAITING            for a connection
 *           ClientConnection   is on it
 *           Frame              has its reply          } the end: whoever makes this step wakes the caller,
 *           WRITTEN            is oneway, and written }
 *           RpcException       has failed             } or completes the future
 * </pre>
 *
 * <p>A blocking caller reads the reply on its own thread; for others the event loop does.
 */
final class ClientCall extends TracedReply implements Invocation, Waiter, Outcome {
    private static final VarHandle STATE = state();
    private static final int MIN_TIMEOUT_NANOS = 1_000_000;

    private static final Object NEW = new Object();
    private static final Object WAITING = new Object();

    /** The end of a oneway call. */
    private static final Object WRITTEN = new Object();

    private final RemoteInvoker remote;
    private final ClientMethod method;
    private final Arguments arguments;
    private final CallContext context;
    private final long deadlineNanos;
    private final long timeoutMillis;
    private final @Nullable Thread caller;

    @SuppressWarnings("unused") // through STATE
    private volatile Object state = NEW;

    private volatile Host<ConnectionPool> host;
    private int hostsTried;
    private volatile int id;
    private @Nullable ByteBuf frame;
    private @Nullable Outbound next;
    private @Nullable Throwable thrown;
    private volatile boolean waited;
    private int requestBytes;
    private int replyBytes;

    /** Whether what is on the connection only asks what the peer is. */
    private volatile boolean greeting;

    /**
     * @param caller the thread that waits for the reply; null if none does
     */
    ClientCall(
            RemoteInvoker remote,
            ClientMethod method,
            Arguments arguments,
            CallContext context,
            long deadlineNanos,
            @Nullable Thread caller) {
        this.remote = remote;
        this.method = method;
        this.arguments = arguments;
        this.context = context;
        this.deadlineNanos = deadlineNanos;
        long left = nanosLeft();
        timeoutMillis = TimeUnit.NANOSECONDS.toMillis(left + MIN_TIMEOUT_NANOS - 1);
        this.caller = caller;
        host = remote.pickHost();
        Tracing tracing = method.tracing();
        TracedMethod traced = method.traced();
        if (tracing != null && traced != null) {
            beginTrace(
                    tracing,
                    traced,
                    context.traceHi(),
                    context.traceLo(),
                    context.spanId(),
                    context.traceFlags(),
                    deadlineNanos - left);
        }
    }

    /**
     * Puts the call on a connection and writes it, or leaves it waiting for one.
     *
     * @return false if it was sent before, or given up
     */
    boolean start() {
        if (!STATE.compareAndSet(this, NEW, WAITING)) {
            return false;
        }
        waited = Thread.currentThread() == caller;
        if (nanosLeft() < MIN_TIMEOUT_NANOS) {
            onFailure(expired("before the call was sent"));
            return true;
        }
        try {
            acquire();
        } catch (RuntimeException e) {
            onFailure(notSent(e));
        }
        return true;
    }

    /** Another attempt, which no thread waits with. */
    ClientCall again() {
        return new ClientCall(remote, method, arguments, context, deadlineNanos, null);
    }

    private void acquire() {
        ClientConnection connection = host.value().acquire(this);
        if (connection == null) {
            await(remote);
        } else if (STATE.compareAndSet(this, WAITING, connection)) {
            host.reached();
            send(connection);
        } else {
            connection.withdraw(this);
        }
    }

    /**
     * Whether the caller's thread is to {@link #settle()} it: a middleware may have it sent by
     * another, and then it ends like an asynchronous one.
     */
    boolean isWaitedFor() {
        return waited;
    }

    long nanosLeft() {
        return remote.nanosUntil(deadlineNanos);
    }

    /** Waits for the end and reads it. On the caller's thread. */
    void settle() {
        while (!isEnded()) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                giveUp(
                        new RpcException(
                                ErrorKind.CANCELLED,
                                "the caller of "
                                        + name()
                                        + " was interrupted; the call may have run"));
                Thread.currentThread().interrupt();
            }
        }
        finish();
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
        giveUp(new RpcException(ErrorKind.CANCELLED, name() + " was cancelled"));
        return cancelled;
    }

    @Override
    public boolean onConnection(ClientConnection connection) {
        if (!STATE.compareAndSet(this, WAITING, connection)) {
            return false;
        }
        if (!waited) {
            connection.eventLoop().execute(() -> send(connection));
        } else {
            LockSupport.unpark(caller);
        }
        return true;
    }

    /** Tries the next host, if there is one. */
    @Override
    public void onUnreachable(RpcException failure) {
        Host<ConnectionPool> next = remote.hostAfter(host, ++hostsTried);
        if (next == null) {
            onFailure(hostsTried == 1 ? failure : unreachable(failure));
            return;
        }
        host = next;
        try {
            ClientConnection connection = next.value().acquire(this);
            if (connection != null && !onConnection(connection)) {
                connection.withdraw(this);
            } else if (isEnded()) {
                next.value().forget(this); // it was given up while it moved
            }
        } catch (RuntimeException e) {
            onFailure(notSent(e));
        }
    }

    @Override
    public void onFrame(Frame reply) {
        if (greeting) {
            reply.release();
            onGreeted();
            return;
        }
        if (isEnd(end(reply))) {
            reply.release();
        }
    }

    /** The peer has shown what it is: the call itself finds its way again. */
    private void onGreeted() {
        greeting = false;
        Object connection = state;
        if (connection instanceof ClientConnection
                && STATE.compareAndSet(this, connection, WAITING)) {
            try {
                acquire();
            } catch (RuntimeException e) {
                onFailure(notSent(e));
            }
        }
    }

    @Override
    public void onWritten() {
        end(WRITTEN);
    }

    @Override
    public void onDeadline(String remote) {
        if (greeting) {
            end(expired("while " + remote + " was asked what it is; never sent"));
            return;
        }
        end(
                new RpcException(
                        ErrorKind.DEADLINE_EXCEEDED,
                        name()
                                + ": no reply from "
                                + remote
                                + " within "
                                + timeoutMillis
                                + " ms; the call may have run (retry only if it is idempotent)"));
    }

    @Override
    public void onFailure(RpcException failure) {
        end(greeting ? unsent(failure) : failure);
    }

    @Override
    public void value(@Nullable Object value) {
        endTrace(null);
        if (!complete(value)) {
            ReferenceCountUtil.release(value); // bytes that a caller who has gone would have had
        }
    }

    @Override
    public void failure(Throwable error) {
        thrown = error;
        endTrace(error);
        completeExceptionally(error);
    }

    @Override
    protected String tracedPeer() {
        return String.valueOf(host.value());
    }

    @Override
    protected String tracedCaller() {
        return method.caller();
    }

    private void endTrace(@Nullable Throwable error) {
        if (isTraced()) {
            boolean isDeclared =
                    !(error instanceof RpcException
                            || error instanceof BizStatusException
                            || error instanceof CancellationException);
            long now = deadlineNanos - nanosLeft();
            endTrace(Endings.of(error, isDeclared), now, 0, requestBytes, replyBytes);
        }
    }

    ClientMethod clientMethod() {
        return method;
    }

    @Override
    public ServiceSchema service() {
        return method.service();
    }

    @Override
    public MethodSchema method() {
        return method.schema();
    }

    @Override
    public @Nullable Object[] arguments() {
        return arguments.toArray();
    }

    Arguments given() {
        return arguments;
    }

    @Override
    public CallContext context() {
        return context;
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public boolean isBlocking() {
        return waited;
    }

    @Override
    public boolean isOneway() {
        return method().isOneway() && !greeting;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public void id(int claimed) {
        id = claimed;
    }

    @Override
    public @Nullable ByteBuf takeFrame() {
        ByteBuf taken = frame;
        frame = null;
        return taken;
    }

    @Override
    public @Nullable Outbound next() {
        return next;
    }

    @Override
    public void next(@Nullable Outbound following) {
        next = following;
    }

    private void await(RemoteInvoker invoker) {
        if (!waited) {
            invoker.expireLater(this);
            return;
        }
        while (state == WAITING) {
            long left = invoker.nanosUntil(deadlineNanos);
            if (left <= 0) {
                giveUp(expired("while it waited for a connection to " + invoker));
            } else if (Thread.interrupted()) {
                giveUp(
                        new RpcException(
                                ErrorKind.CANCELLED,
                                "the caller of " + name() + " was interrupted; never sent"));
                Thread.currentThread().interrupt();
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
        if (state instanceof ClientConnection connection) {
            send(connection);
        }
    }

    /** Ends the call if it still waits for a connection. */
    void expireIfWaiting() {
        if (state == WAITING) {
            giveUp(expired("while it waited for a connection to " + remote));
        }
    }

    private void send(ClientConnection connection) {
        boolean isKnown = connection.isMultiplexed();
        if (method.isForHarrier() && !isKnown && !connection.isGreeting()) {
            connection.withdraw(this);
            onFailure(foreign());
            return;
        }
        try {
            greeting = method.isForHarrier() && !isKnown;
            ByteBuf written =
                    greeting
                            ? remote.requests().greeting(this, connection)
                            : remote.requests().write(this, connection);
            requestBytes = written.readableBytes();
            frame = written;
        } catch (Throwable e) { // a stack that a deep value overflows, too: the slot must go back
            connection.withdraw(this);
            onFailure(e instanceof RpcException known ? known : unwritable(e));
            return;
        }
        connection.write(this);
    }

    /** Ends the call for the caller's part; the connection, or the pool, forgets it. */
    private void giveUp(RpcException failure) {
        Object before = end(failure);
        if (before instanceof ClientConnection connection) {
            connection.abandon(this);
        } else if (before == WAITING) {
            host.value().forget(this);
        }
    }

    /** Makes the step to an end. What it was before; an end, if another was faster. */
    private Object end(Object end) {
        Object before = state;
        while (!isEnd(before)) {
            Object witness = STATE.compareAndExchange(this, before, end);
            if (witness == before) {
                wake();
                return before;
            }
            before = witness;
        }
        return before;
    }

    private void wake() {
        if (!waited) {
            finish();
        } else {
            LockSupport.unpark(caller);
        }
    }

    private void finish() {
        Object end = state;
        if (end instanceof Frame reply) {
            replyBytes = reply.payload().writerIndex();
            remote.replies().read(this, reply);
        } else if (end instanceof RpcException failure) {
            failure(failure);
        } else {
            value(null);
        }
    }

    private boolean isEnded() {
        return isEnd(state);
    }

    private static boolean isEnd(Object state) {
        return state != NEW && state != WAITING && !(state instanceof ClientConnection);
    }

    private String name() {
        return service().name() + '.' + method().name();
    }

    RpcException expired(String when) {
        return new RpcException(
                ErrorKind.DEADLINE_EXCEEDED, name() + ": the deadline passed " + when);
    }

    private RpcException unreachable(RpcException last) {
        return new RpcException(
                ErrorKind.NOT_SENT,
                "none of the hosts "
                        + remote
                        + " gave a connection; the last: "
                        + last.getMessage(),
                last);
    }

    private RpcException notSent(RuntimeException cause) {
        return cause instanceof RpcException known
                ? known
                : new RpcException(ErrorKind.NOT_SENT, name() + " was not sent: " + cause, cause);
    }

    /** What befell the question what the peer is did not befall the call. */
    private RpcException unsent(RpcException failure) {
        return new RpcException(
                ErrorKind.NOT_SENT,
                name()
                        + " was not sent, as its peer did not tell what it is: "
                        + failure.getMessage(),
                failure);
    }

    private RpcException foreign() {
        return new RpcException(
                ErrorKind.BAD_REQUEST,
                name()
                        + ": a payload in a codec of its own, for "
                        + remote
                        + " (expected: a Harrier server there, as others read nothing but Thrift and"
                        + " Protobuf, and a client that shares connections); never sent");
    }

    private RpcException unwritable(Throwable cause) {
        return new RpcException(
                ErrorKind.BAD_REQUEST,
                "cannot write the arguments of "
                        + name()
                        + ": "
                        + (cause.getMessage() == null ? cause : cause.getMessage())
                        + "; never sent",
                cause);
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(ClientCall.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
