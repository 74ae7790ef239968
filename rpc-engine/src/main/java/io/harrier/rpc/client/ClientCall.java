package io.harrier.rpc.client;

import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.pool.ConnectionPool;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.transport.ClientConnection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call: its data, its future, its entry in the connection's table. Nothing else is made for it.
 *
 * <p>A call that no host gives a connection goes on to the next, since nothing was sent. One that
 * was refused, or whose connection was lost before it was written, is tried on another host, once;
 * an idempotent one also when its connection was lost after that: by a {@link SecondTry}.
 */
class ClientCall extends EndingCall {
    private static final int MIN_TIMEOUT_NANOS = 1_000_000;

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
        super(remote, method, arguments, context, nowNanos, deadlineNanos, caller);
    }

    /** The same call, which is on its way already and not waited for by itself. */
    ClientCall(ClientCall first) {
        super(first);
    }

    /**
     * Puts the call on a connection and writes it, or leaves it waiting for one.
     *
     * @return false if it was sent before, or given up
     */
    boolean start() {
        if (!leave()) {
            return false;
        }
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

    /** Another attempt, which no thread waits with; in the trace that the first began. */
    ClientCall again() {
        long nowNanos = deadlineNanos() - nanosLeft();
        CallContext context = context();
        if (isInTrace() && !context.isTraced()) {
            context = context.inSpan(traceHi(), traceLo(), 0, traceFlags(), null);
        }
        return new ClientCall(
                remote(), clientMethod(), given(), context, nowNanos, deadlineNanos(), null);
    }

    private void acquire() {
        boolean areTold = remote().areHostsTold(); // before it is looked who they are
        Host<ConnectionPool> picked = remote().pickHost(this);
        ClientConnection connection = picked == null ? null : goTo(picked);
        if (picked == null && areTold) {
            end(remote().noHosts());
        } else if (picked == null) {
            remote().whenHostsAreTold(this);
            await();
        } else if (connection == null) {
            await();
        } else if (move(WAITING, connection)) {
            send(connection);
        } else {
            comeTooLate(connection);
        }
    }

    /** It is known now which hosts there are. */
    void onHosts() {
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
                comeTooLate(connection);
            }
        } catch (RuntimeException e) {
            end(CallFailures.notSent(name(), e));
        }
    }

    /** It was ended while it moved: whoever did so knew nothing of this host. */
    private void comeTooLate(ClientConnection connection) {
        connection.withdraw(this);
        leaveHost();
    }

    @Override
    public boolean onConnection(ClientConnection connection) {
        Host<ConnectionPool> from = host();
        if (from != null) {
            reached(from);
        }
        if (!move(WAITING, connection)) {
            return false;
        }
        stopWaiting();
        if (!isWaitedFor()) {
            connection.eventLoop().execute(() -> send(connection));
        } else {
            unpark();
        }
        return true;
    }

    @Override
    public void onUnreachable(RpcException failure) {
        Host<ConnectionPool> last = missed();
        if (last != null) {
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
        Object before = state();
        Host<ConnectionPool> at = host();
        ClientCall itself = new SecondTry(this, null);
        if (at != null && before instanceof ClientConnection && move(before, itself)) {
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

    @Override
    public void onFailure(RpcException told) {
        RpcException failure = isGreeting() ? CallFailures.unasked(name(), told) : told;
        boolean waits = isWaiting() && failure.isSafeToRetry();
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
        Object before = state();
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
        if (next == null || !move(before, again)) {
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

    private void await() {
        if (!isWaitedFor()) {
            remote().expireLater(this);
            return;
        }
        while (isWaiting()) {
            long left = nanosLeft();
            if (left <= 0) {
                giveUp(CallFailures.expiredWaiting(name(), remote(), shortage()));
            } else if (Thread.interrupted()) {
                giveUp(CallFailures.interrupted(name(), "never sent"));
                Thread.currentThread().interrupt();
            } else if (!look()) {
                LockSupport.parkNanos(this, left);
            }
        }
        if (state() instanceof ClientConnection connection) {
            send(connection);
        }
    }

    /** Ends the call if it still waits for a connection. */
    void expireIfWaiting() {
        if (isWaiting()) {
            giveUp(CallFailures.expiredWaiting(name(), remote(), shortage()));
        }
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
}
