package io.harrier.rpc.pool;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.ConnectionListener;
import io.harrier.rpc.transport.Connector;
import io.harrier.rpc.transport.HandshakeException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One shared connection to a host that multiplexes; to others as many as there are calls at once,
 * one call on each, up to a limit.
 *
 * <p>A call finds the shared connection without a lock. All else (opening, idle plain connections,
 * calls that wait) is under one lock, which is never held while anything is told or waited for.
 */
public final class HostPool implements ConnectionPool, ConnectionListener {
    private static final int MAX_WAITING_ASYNC = 1024;
    private static final int SUSPECT_AFTER = 2;

    private final Connector connector;
    private final int maxConnections;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();
    private final Set<ClientConnection> open = new HashSet<>();
    private int opening;
    private boolean closed;

    /**
     * What the last greeting brought; a peer that multiplexed before gets one connection, not one a
     * caller.
     */
    private boolean multiplexes;

    /**
     * Whether a reply has told what the peer is. Until then calls over the limit wait: they may all
     * find room on one connection.
     */
    private boolean known;

    private volatile @Nullable ClientConnection shared;
    private volatile int waiting;

    /** Deadlines that passed on plain connections since the last reply on one. */
    private final AtomicInteger silences = new AtomicInteger();

    public HostPool(Connector connector, int maxConnections) {
        this.connector = connector;
        this.maxConnections = maxConnections;
    }

    @Override
    public @Nullable ClientConnection acquire(Waiter call) {
        ClientConnection connection = shared;
        return connection != null && waiting == 0 && connection.claim(call)
                ? connection
                : acquireSlowly(call);
    }

    @Override
    public void forget(Waiter call) {
        lock.lock();
        try {
            if (waiters.remove(call)) {
                waiting--;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<Waiter> refused;
        List<ClientConnection> left;
        lock.lock();
        try {
            closed = true;
            refused = takeWaiters();
            left = new ArrayList<>(open);
        } finally {
            lock.unlock();
        }
        refused.forEach(call -> call.onFailure(closedFailure()));
        left.forEach(ClientConnection::close);
    }

    @Override
    public void closeNow() {
        close();
        List<ClientConnection> left;
        lock.lock();
        try {
            left = new ArrayList<>(open);
        } finally {
            lock.unlock();
        }
        left.forEach(ClientConnection::closeNow);
    }

    @Override
    public void onRoom(ClientConnection connection) {
        if (waiting == 0 && connection.isMultiplexed()) {
            return;
        }
        if (connection.isMultiplexed()) {
            serve(connection);
        } else if (connection.isOpen()) {
            silences.set(0);
            if (!serve(connection)) {
                park(connection);
            }
        }
    }

    @Override
    public void onMultiplexed(ClientConnection connection) {
        boolean surplus;
        lock.lock();
        try {
            ClientConnection current = shared;
            surplus = current != null && current != connection && current.isOpen();
            multiplexes = true;
            known = true;
            shared = surplus ? current : connection;
        } finally {
            lock.unlock();
        }
        if (surplus) {
            connection.close();
        } else {
            serve(connection);
        }
    }

    /** A host that was silent twice in a row may be dead: its idle connections are not tried. */
    @Override
    public void onSilence() {
        if (silences.incrementAndGet() < SUSPECT_AFTER) {
            return;
        }
        List<ClientConnection> suspects;
        lock.lock();
        try {
            suspects = new ArrayList<>(idle);
            idle.clear();
        } finally {
            lock.unlock();
        }
        suspects.forEach(ClientConnection::close);
    }

    @Override
    public void onClosed(ClientConnection connection) {
        boolean reopen;
        lock.lock();
        try {
            open.remove(connection);
            idle.remove(connection);
            if (shared == connection) {
                shared = null;
            }
            reopen = !waiters.isEmpty() && claimOpening();
        } finally {
            lock.unlock();
        }
        if (reopen) {
            open();
        }
    }

    private @Nullable ClientConnection acquireSlowly(Waiter call) {
        boolean mustOpen;
        lock.lock();
        try {
            ClientConnection ready = closed ? null : claimReady(call);
            if (ready != null) {
                return ready;
            }
            RpcException refusal = refusal(call);
            if (refusal != null) {
                throw refusal;
            }
            waiters.add(call);
            waiting++;
            mustOpen = claimOpening();
        } finally {
            lock.unlock();
        }
        if (mustOpen) {
            open();
        }
        serveShared();
        return null;
    }

    /** Room that came while a call went to wait was seen by nobody else. */
    private void serveShared() {
        ClientConnection connection = shared;
        if (connection != null) {
            serve(connection);
        }
    }

    private @Nullable ClientConnection claimReady(Waiter call) {
        ClientConnection connection = shared;
        if (connection != null && connection.claim(call)) {
            return connection;
        }
        while (!idle.isEmpty()) {
            connection = idle.pop();
            if (connection.claim(call)) {
                return connection;
            }
        }
        return null;
    }

    private @Nullable RpcException refusal(Waiter call) {
        if (closed) {
            return closedFailure();
        }
        boolean full = known && !mayOpen() && opening == 0;
        if (!call.isBlocking() && (full || waiting >= MAX_WAITING_ASYNC)) {
            return new RpcException(
                    ErrorKind.OVERLOADED,
                    "no room on "
                            + open.size()
                            + " connections to "
                            + connector
                            + " (expected: fewer asynchronous calls at once; safe to retry)");
        }
        return null;
    }

    private boolean mayOpen() {
        if (closed || open.size() + opening >= maxConnections) {
            return false;
        }
        ClientConnection current = shared;
        boolean hasShared = current != null && current.isOpen();
        return !hasShared && !(multiplexes && opening > 0);
    }

    private boolean claimOpening() {
        boolean may = mayOpen();
        opening += may ? 1 : 0;
        return may;
    }

    private void open() {
        connector
                .connect(this)
                .whenComplete(
                        (connection, error) -> {
                            if (error == null) {
                                onOpened(connection);
                            } else {
                                onRefused(error);
                            }
                        });
    }

    private void onOpened(ClientConnection connection) {
        if (!connection.isOpen()) {
            onRefused(new ClosedChannelException());
            return;
        }
        boolean late;
        lock.lock();
        try {
            opening--;
            late = closed;
            open.add(connection);
        } finally {
            lock.unlock();
        }
        if (late) {
            connection.close();
        } else if (!serve(connection)) {
            park(connection);
        }
    }

    private void onRefused(Throwable error) {
        List<Waiter> failed;
        lock.lock();
        try {
            opening--;
            failed = open.isEmpty() && opening == 0 ? takeWaiters() : List.of();
        } finally {
            lock.unlock();
        }
        RpcException failure =
                new RpcException(
                        ErrorKind.NOT_SENT,
                        "no connection to " + connector + ": " + reason(error),
                        error);
        failed.forEach(call -> call.onUnreachable(failure));
    }

    private static String reason(Throwable error) {
        return error instanceof HandshakeException
                ? error.getMessage() + "; safe to retry"
                : problem(error) + " (expected: a server that listens there; safe to retry)";
    }

    /** Netty repeats the address and the system call. */
    private static String problem(Throwable error) {
        if (error instanceof ClosedChannelException) {
            return "it closed the connection at once";
        }
        String message = String.valueOf(error.getMessage());
        return message.contains("refused") ? "connection refused" : message;
    }

    /** Gives room on a connection to those who wait; whether any took it. */
    private boolean serve(ClientConnection connection) {
        boolean served = false;
        for (Waiter call = nextWaiter(connection); call != null; call = nextWaiter(connection)) {
            if (!connection.claim(call)) {
                putBack(call); // room that came back meanwhile is looked for again
            } else if (call.onConnection(connection)) {
                served = true;
            } else {
                connection.unclaim(call);
            }
        }
        return served;
    }

    private @Nullable Waiter nextWaiter(ClientConnection connection) {
        if (waiting == 0 || !connection.isOpen() || !connection.hasRoom()) {
            return null;
        }
        lock.lock();
        try {
            Waiter next = waiters.poll();
            waiting -= next == null ? 0 : 1;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The connection may have closed meanwhile, and with nobody in the queue opened no other. */
    private void putBack(Waiter call) {
        boolean mustOpen;
        boolean refused;
        lock.lock();
        try {
            refused = closed;
            if (!refused) {
                waiters.addFirst(call);
                waiting++;
            }
            mustOpen = claimOpening();
        } finally {
            lock.unlock();
        }
        if (refused) {
            call.onFailure(closedFailure());
        } else if (mustOpen) {
            open();
        }
    }

    /** Keeps an idle plain connection for the next call, unless one came to wait meanwhile. */
    private void park(ClientConnection connection) {
        while (!isParked(connection)) {
            if (serve(connection)) {
                return;
            }
        }
    }

    /** Whether there is nothing more to do for it: it is idle, in use, shared or closed. */
    private boolean isParked(ClientConnection connection) {
        lock.lock();
        try {
            boolean usable = open.contains(connection) && connection.isOpen();
            if (!usable || connection.isMultiplexed() || !connection.hasRoom()) {
                return true;
            }
            multiplexes &= connection.isGreeting();
            known |= !connection.isGreeting();
            if (waiters.isEmpty()) {
                idle.push(connection);
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private List<Waiter> takeWaiters() {
        List<Waiter> taken = new ArrayList<>(waiters);
        waiters.clear();
        waiting = 0;
        return taken;
    }

    private RpcException closedFailure() {
        return new RpcException(
                ErrorKind.NOT_SENT,
                "the client of " + connector + " is closed (expected: an open one)");
    }

    /** Host and port. */
    @Override
    public String toString() {
        return connector.toString();
    }
}
