package io.harrier.rpc.client;

import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.pool.ConnectionPool;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.transport.ClientConnection;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way from host to host. One thread at a time moves it on; at any time another may
 * end it, and then whoever takes the host out of it tells the host so.
 */
abstract class RoutedCall extends OutgoingCall {
    private static final VarHandle HOST = hostField();

    /** Where it is counted as in flight. */
    @SuppressWarnings("unused") // through HOST
    private volatile @Nullable Host<ConnectionPool> host;

    /** Of its attempt there. Whoever takes the host out may read it. */
    private int epoch;

    /** Where it was last. */
    private @Nullable Host<ConnectionPool> last;

    /** Ends its wait for a connection; null if no timer has to. */
    private volatile @Nullable Future<?> expiry;

    /** Kept, since a thread's permit to run on may be used up by whatever parks on the way. */
    private volatile boolean mustLook;

    /** Those that it has left without a connection, once there is one. */
    private @Nullable List<Host<ConnectionPool>> left;

    RoutedCall(
            RemoteInvoker remote,
            ClientMethod method,
            Arguments arguments,
            CallContext context,
            long deadlineNanos) {
        super(remote, method, arguments, context, deadlineNanos);
    }

    RoutedCall(RoutedCall same) {
        super(same);
    }

    /** Whether nobody waits for it any more. */
    abstract boolean isEnded();

    /** Whether it waits for a connection. */
    abstract boolean isWaiting();

    /** Lets a timer end the wait, unless it has ended meanwhile. */
    final void waitUntil(Future<?> timer) {
        expiry = timer;
        if (!isWaiting()) {
            timer.cancel(false);
        }
    }

    /** It is in no state any more in which it waits: its timer would keep it until its deadline. */
    final void stopWaiting() {
        Future<?> timer = expiry;
        if (timer != null) {
            expiry = null;
            timer.cancel(false);
        }
    }

    /** The host it is at; null if it is at none. */
    final @Nullable Host<ConnectionPool> host() {
        return host;
    }

    /** What its host has too little of, as the end of a message; empty if of nothing. */
    final String shortage() {
        Host<ConnectionPool> at = host;
        return at == null ? "" : at.value().shortage();
    }

    /** Name of the host that it went to last; empty if it went to none. */
    final String lastHost() {
        Host<ConnectionPool> named = last;
        return named == null ? "" : named.name();
    }

    /**
     * Goes to a host, or to the next if that one is full or closed.
     *
     * @return null if it has to wait: then others move it on
     * @throws RpcException if none takes it
     */
    final @Nullable ClientConnection goTo(Host<ConnectionPool> picked) {
        epoch = picked.begin();
        last = picked;
        host = picked;
        try {
            ClientConnection connection = picked.value().acquire(this);
            if (connection != null) {
                reached(picked);
            } else if (isEnded()) { // it was given up while it moved
                picked.value().forget(this);
                leaveHost();
            }
            return connection;
        } catch (RpcException e) {
            leaveHost();
            Host<ConnectionPool> next = e.isSafeToRetry() ? hostAfter(picked) : null;
            if (next == null) {
                throw e;
            }
            return goTo(next);
        }
    }

    /** The host has given it a connection, which it is not on yet. */
    final void reached(Host<ConnectionPool> at) {
        epoch = at.reached();
    }

    /**
     * It has refused one.
     *
     * @return null if the call is there no more
     */
    final @Nullable Host<ConnectionPool> missed() {
        Host<ConnectionPool> at = leaveHost();
        if (at != null) {
            at.missed(epoch);
        }
        return at;
    }

    /** Its host's pool may have a connection for it by now. */
    final void mustLook() {
        mustLook = true;
    }

    /** Looks for a connection; false if it need not. On the thread that waits. */
    final boolean look() {
        if (!mustLook) {
            return false;
        }
        mustLook = false;
        Host<ConnectionPool> at = host;
        if (at != null) {
            at.value().look(this);
        }
        return true;
    }

    /**
     * @return null if it has been at all
     */
    final @Nullable Host<ConnectionPool> hostAfter(Host<ConnectionPool> last) {
        List<Host<ConnectionPool>> all = left == null ? new ArrayList<>() : left;
        all.add(last);
        left = all;
        return remote().otherHost(this, all);
    }

    final boolean hasLeftSeveral() {
        return left != null && left.size() > 1;
    }

    /**
     * It is in flight there no more, and has nothing to say about it.
     *
     * @return null if that has been said
     */
    final @Nullable Host<ConnectionPool> leaveHost() {
        Host<ConnectionPool> at = takeHost();
        if (at != null) {
            at.end();
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    final @Nullable Host<ConnectionPool> takeHost() {
        return (Host<ConnectionPool>) HOST.getAndSet(this, null);
    }

    /** It is in flight there no more, and went well. */
    final void praise(@Nullable Host<ConnectionPool> at) {
        if (at != null) {
            at.succeeded(epoch);
        }
    }

    /** It is in flight there no more, and failed: the host may be to blame. */
    final void blame(@Nullable Host<ConnectionPool> at, ErrorKind failure) {
        if (at == null) {
            return;
        }
        switch (failure) {
            case CONNECTION_LOST, OVERLOADED, DEADLINE_EXCEEDED -> remote().blame(at, epoch);
            default -> at.end();
        }
    }

    private static VarHandle hostField() {
        try {
            return MethodHandles.lookup().findVarHandle(RoutedCall.class, "host", Host.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
