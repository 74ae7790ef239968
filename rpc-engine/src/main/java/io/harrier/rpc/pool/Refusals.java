package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Lender;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.transport.HandshakeException;
import io.harrier.rpc.transport.LookUpException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tells calls that they get no connection, and why. Nothing was sent of any. */
final class Refusals {
    private static final int MAX_WAITING_ASYNC = 1024;

    private final String host;
    private final Lender<Lease, Waiter> plain;
    private final Openings openings;
    private final ConnectionQuota quota;
    private final Peer peer;

    /**
     * @param host and port
     */
    Refusals(
            String host,
            Lender<Lease, Waiter> plain,
            Openings openings,
            ConnectionQuota quota,
            Peer peer) {
        this.host = host;
        this.plain = plain;
        this.openings = openings;
        this.quota = quota;
        this.peer = peer;
    }

    /**
     * @throws RpcException if no call can have a connection now
     */
    void check() {
        if (openings.isClosed()) {
            throw closed();
        }
        if (peer.isMisfit()) {
            throw misfit();
        }
    }

    /**
     * @throws RpcException if the call has no thread behind it, and would queue for what may never
     *     come
     */
    void checkRoom(Waiter call) {
        if (call.isBlocking()) {
            return;
        }
        Openings.Counts counts = openings.counts();
        if (peer.isKnown() && !counts.canBring() || plain.waiting() >= MAX_WAITING_ASYNC) {
            String shortage = shortage();
            throw new RpcException(
                    ErrorKind.OVERLOADED,
                    "no room on "
                            + counts.open()
                            + " connections to "
                            + host
                            + (shortage.isEmpty()
                                    ? " (expected: fewer asynchronous calls at once; safe to retry)"
                                    : shortage));
        }
    }

    /** Why there is not one more connection, if it is for those of other hosts; else empty. */
    String shortage() {
        return openings.isHeldUp()
                ? ": the client has "
                        + quota.taken()
                        + " connections to all its hosts (expected: fewer than its max total, "
                        + quota.max()
                        + ": fewer calls at once, or a higher max total; nothing was sent, safe to"
                        + " retry)"
                : "";
    }

    /** To all that wait. */
    void tellClosed() {
        endWaiters(call -> call.onFailure(closed()));
    }

    /** To all that wait. */
    void tellMisfit() {
        endWaiters(call -> call.onFailure(misfit()));
    }

    /** To all that wait. */
    void tellUnreachable(Throwable error) {
        RpcException failure =
                new RpcException(
                        ErrorKind.NOT_SENT,
                        "no connection to " + host + ": " + reason(error),
                        error);
        endWaiters(call -> call.onUnreachable(failure));
    }

    /** Those that come while these are told, perhaps again, are not told. */
    private void endWaiters(Consumer<Waiter> end) {
        List<Waiter> all = new ArrayList<>();
        for (Waiter call = plain.nextWaiter(); call != null; call = plain.nextWaiter()) {
            all.add(call);
        }
        all.forEach(end);
    }

    private RpcException closed() {
        return new RpcException(
                ErrorKind.NOT_SENT, "the client of " + host + " is closed (expected: an open one)");
    }

    private RpcException misfit() {
        return new RpcException(
                ErrorKind.NOT_SENT,
                host
                        + " takes one call at a time on a connection (expected: a Harrier server,"
                        + " as the connection mode is multiplexed; for others use auto or pooled;"
                        + " never sent, safe to retry)");
    }

    private static String reason(Throwable error) {
        return error instanceof HandshakeException || error instanceof LookUpException
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
}
