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
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call: its data, its future, its entry in the connection's table. Nothing else is made for it.
 *
 * <pre>
 *   state   NEW                not sent yet
 *           WAITING            for a connection
 *           ClientConnection   is on it
 *           ClientCall         is tried once more, by that one
 *           Frame              has its reply          } the end: whoever makes this step wakes the caller,
 *           WRITTEN            is oneway, and written }
 *           RpcException       has failed             } or completes the future
 * </pre>
 *
 * <p>A blocking caller reads the reply on its own thread; for others the event loop does.
 *
 * <p>A call that no host gives a connection goes on to the next, since nothing was sent. One that
 * was refused, or whose connection was lost before it was written, is tried on another host, once;
 * an idempotent one also when its connection was lost after that. The second try is a call of its
 * own, as the first may still stand in the queue of its connection.
 */
class ClientCall extends RoutedCall implements Outcome {
    private static final VarHandle STATE = field("state", Object.class);
    private static final int MIN_TIMEOUT_NANOS = 1_000_000;

    private static final Object NEW = new Object();
    private static final Object WAITING = new Object();

    /** The end of a oneway call. */
    private static final Object WRITTEN = new Object();

    private final @Nullable Thread caller;

    @SuppressWarnings("unused") // through STATE
    private volatile Object state = NEW;

    private @Nullable Throwable thrown;
    private volatile boolean waited;
    private int replyBytes;

    /**
     * @param caller the thread that waits for the reply; null if none does
     */
    ClientCall(
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
    ClientCall(ClientCall first) {
        super(first);
        caller = null;
        state = WAITING;
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
            end(CallFailures.expired(name(), "before the call was sent"));
            return true;
        }
        try {
            acquire();
        } catch (RuntimeException e) {
            end(CallFailures.notSent(name(), e));
        }
        return true;
    }

    /** Another attempt, which no thread waits with. */
    ClientCall again() {
        long nowNanos = deadlineNanos() - nanosLeft();
        return new ClientCall(
                remote(), clientMethod(), given(), context(), nowNanos, deadlineNanos(), null);
    }

    private void acquire() {
        boolean areTold = remote().areHostsTold(); // before it is looked who they are
        Host<ConnectionPool> picked = remote().pickHost(this);
        ClientConnection connection = picked == null ? null : goTo(picked);
        if (picked == null && areTold) {
            end(remote().noHosts());
        } else if (picked == null) {
            remote().whenHostsAreTold(this::onHosts);
            await();
        } else if (connection == null) {
            await();
        } else if (STATE.compareAndSet(this, WAITING, connection)) {
            send(connection);
        } else {
            connection.withdraw(this);
        }
    }

    /** It is known now which hosts there are. */
    private void onHosts() {
        if (isEnded()) {
            return;
        }
        Host<ConnectionPool> picked = remote().pickHost(this);
        if (picked == null) {
            end(remote().noHosts());
        } else {
            moveTo(picked);
        }
    }

    /** As the only one who moves it. On any thread, which must not be held up. */
    private void moveTo(Host<ConnectionPool> picked) {
        try {
            ClientConnection connection = goTo(picked);
            if (connection != null && !onConnection(connection)) {
                connection.withdraw(this);
            }
        } catch (RuntimeException e) {
            end(CallFailures.notSent(name(), e));
        }
    }

    /**
     * Whether the caller's thread is to {@link #settle()} it: a middleware may have it sent by
     * another, and then it ends like an asynchronous one.
     */
    boolean isWaitedFor() {
        return waited;
    }

    /** Waits for the end and reads it. On the caller's thread. */
    void settle() {
        while (!isEnded()) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                giveUp(CallFailures.interrupted(name(), "the call may have run"));
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
        giveUp(CallFailures.cancelled(name()));
        return cancelled;
    }

    @Override
    public boolean onConnection(ClientConnection connection) {
        Host<ConnectionPool> from = host();
        if (!STATE.compareAndSet(this, WAITING, connection)) {
            return false;
        }
        stopWaiting();
        if (from != null) {
            from.reached();
        }
        if (!waited) {
            connection.eventLoop().execute(() -> send(connection));
        } else {
            LockSupport.unpark(caller);
        }
        return true;
    }

    @Override
    public void onUnreachable(RpcException failure) {
        Host<ConnectionPool> last = leaveHost();
        if (last != null) {
            last.missed();
            moveOn(last, failure);
        }
    }

    /** To the next host, if there is one. */
    private void moveOn(Host<ConnectionPool> last, RpcException failure) {
        Host<ConnectionPool> next = hostAfter(last);
        if (next != null) {
            moveTo(next);
        } else {
            end(hasLeftSeveral() ? CallFailures.unreachable(remote(), failure) : failure);
        }
    }

    @Override
    public void onFrame(Frame reply) {
        if (isGreeting()) {
            reply.release();
            onGreeted();
            return;
        }
        ErrorKind refusal = ReplyReader.refusal(reply);
        if (refusal != null && tryAgain(refusal, null) || isEnd(end(reply, refusal))) {
            reply.release();
        }
    }

    /**
     * The peer has shown what it is: the call itself is made now, by another that is not waited
     * for.
     */
    private void onGreeted() {
        Object before = state;
        Host<ConnectionPool> at = host();
        ClientCall itself = new SecondTry(this, null);
        if (at != null
                && before instanceof ClientConnection
                && STATE.compareAndSet(this, before, itself)) {
            leaveHost();
            itself.begin(at);
        }
    }

    @Override
    public void onWritten() {
        end(WRITTEN, null);
    }

    @Override
    public void onDeadline(String remote) {
        end(
                isGreeting()
                        ? CallFailures.expired(
                                name(), "while " + remote + " was asked what it is; never sent")
                        : CallFailures.unanswered(name(), remote, timeoutMillis()));
    }

    private long timeoutMillis() {
        return RequestHeader.millis(deadlineNanos() - whole().startNanos());
    }

    /** The call itself, of which this may be the second try. */
    ClientCall whole() {
        return this;
    }

    @Override
    public void onFailure(RpcException told) {
        RpcException failure = isGreeting() ? CallFailures.unasked(name(), told) : told;
        boolean waits = state == WAITING && failure.isSafeToRetry();
        Host<ConnectionPool> last = waits ? leaveHost() : null;
        if (last != null) {
            moveOn(last, failure); // its pool has closed: it is no host of the target any more
        } else if (!tryAgain(failure.kind(), isGreeting() ? null : failure)) {
            end(failure);
        }
    }

    /**
     * Tries the call once more, if it certainly has not run or may run twice.
     *
     * @param failure null if the only host will not do a second time
     * @return false if it must end with what it has
     */
    private boolean tryAgain(ErrorKind why, @Nullable RpcException failure) {
        Object before = state;
        Host<ConnectionPool> last = host();
        if (whole() != this
                || last == null
                || !(before instanceof ClientConnection)
                || !mayRunAgain(why)
                || nanosLeft() < MIN_TIMEOUT_NANOS) {
            return false;
        }
        Host<ConnectionPool> other = remote().otherHost(this, List.of(last));
        Host<ConnectionPool> next = other == null && failure != null ? last : other;
        ClientCall again = new SecondTry(this, failure);
        if (next == null || !STATE.compareAndSet(this, before, again)) {
            return false;
        }
        blame(takeHost(), why);
        again.begin(next);
        return true;
    }

    private void begin(Host<ConnectionPool> picked) {
        try {
            remote().expireLater(this);
            moveTo(picked);
        } catch (RuntimeException e) { // the event loops have ended
            end(CallFailures.notSent(name(), e));
        }
    }

    private boolean mayRunAgain(ErrorKind why) {
        return switch (why) {
            case NOT_SENT, DRAINING, OVERLOADED -> true;
            case CONNECTION_LOST -> !wasWritten() || method().isIdempotent();
            default -> false;
        };
    }

    /** What became of the second try is what becomes of the call. */
    final void onSecondTry(Object end, @Nullable RpcException failureBefore) {
        boolean saysLess = end instanceof RpcException last && last.isSafeToRetry();
        Object whole = saysLess && failureBefore != null ? failureBefore : end;
        if (isEnd(end(whole, null)) && end instanceof Frame late) {
            late.release();
        }
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

    private void await() {
        if (!waited) {
            remote().expireLater(this);
            return;
        }
        while (state == WAITING) {
            long left = nanosLeft();
            if (left <= 0) {
                giveUp(CallFailures.expiredWaiting(name(), remote()));
            } else if (Thread.interrupted()) {
                giveUp(CallFailures.interrupted(name(), "never sent"));
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
        if (isWaiting()) {
            giveUp(CallFailures.expiredWaiting(name(), remote()));
        }
    }

    @Override
    boolean isWaiting() {
        return state == WAITING;
    }

    private void send(ClientConnection connection) {
        if (clientMethod().isForHarrier()
                && !connection.isMultiplexed()
                && !connection.isGreeting()) {
            connection.withdraw(this);
            end(CallFailures.foreign(name(), remote()));
            return;
        }
        try {
            encode(connection);
        } catch (Throwable e) { // a stack that a deep value overflows, too: the slot must go back
            connection.withdraw(this);
            end(CallFailures.unwritable(name(), e));
            return;
        }
        connection.write(this);
    }

    /** Ends the call for the caller's part; the connection, or the pool, forgets it. */
    private void giveUp(RpcException failure) {
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
        } else if (before instanceof ClientCall again) {
            again.giveUp(failure);
        }
    }

    private void end(RpcException failure) {
        end(failure, failure.kind());
    }

    /**
     * Ends the call.
     *
     * @param end which is the reader's from here on
     * @param failure null if the host did well
     * @return what it was before; an end, if another was faster
     */
    private Object end(Object end, @Nullable ErrorKind failure) {
        Object before = step(end);
        if (isEnd(before)) {
            return before;
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

    private void finish() {
        Object end = state;
        if (end instanceof Frame reply) {
            replyBytes = reply.payload().writerIndex();
            remote().replies().read(this, reply);
        } else if (end instanceof RpcException failure) {
            failure(failure);
        } else {
            value(null);
        }
    }

    /** What it has ended with, or where it stands. */
    final Object state() {
        return state;
    }

    @Override
    final boolean isEnded() {
        return isEnd(state);
    }

    private static boolean isEnd(Object state) {
        return state instanceof Frame || state instanceof RpcException || state == WRITTEN;
    }

    RpcException expired(String when) {
        return CallFailures.expired(name(), when);
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(ClientCall.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
