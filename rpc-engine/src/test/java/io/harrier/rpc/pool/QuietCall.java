package io.harrier.rpc.pool;

import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.Outbound;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call that comes onto a connection, and sends nothing. */
final class QuietCall implements Waiter {
    private static final int PATIENCE_SECONDS = 10;

    private final boolean blocking;
    private final boolean looks;
    private final CompletableFuture<ClientConnection> connection = new CompletableFuture<>();
    private volatile int id;
    private volatile boolean told;

    QuietCall(boolean blocking) {
        this(blocking, false);
    }

    private QuietCall(boolean blocking, boolean looks) {
        this.blocking = blocking;
        this.looks = looks;
    }

    static QuietCall blocking() {
        return new QuietCall(true);
    }

    /** One that is woken to look, and does when the test wants it to. */
    static QuietCall looking() {
        return new QuietCall(true, true);
    }

    /** Puts it on a connection of the pool, now or later. */
    QuietCall acquire(HostPool pool) {
        ClientConnection now = pool.acquire(this);
        if (now != null) {
            connection.complete(now);
        }
        return this;
    }

    /** Wants no connection any more. */
    void giveUp() {
        connection.cancel(false);
    }

    boolean isTold() {
        return told;
    }

    boolean isWaiting() {
        return !connection.isDone();
    }

    /** The connection it came onto, waited for. */
    ClientConnection connection() throws ExecutionException {
        try {
            return connection.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no connection came", e);
        }
    }

    /** What it was told instead. */
    RpcException failure() {
        try {
            throw new AssertionError("came onto " + connection());
        } catch (ExecutionException e) {
            return (RpcException) e.getCause();
        }
    }

    /** Ends without having been sent. */
    void end() throws ExecutionException {
        connection().withdraw(this);
    }

    @Override
    public boolean isBlocking() {
        return blocking;
    }

    @Override
    public boolean onConnection(ClientConnection given) {
        return connection.complete(given);
    }

    @Override
    public boolean tellToLook() {
        told = looks;
        return looks;
    }

    @Override
    public void onUnreachable(RpcException failure) {
        onFailure(failure);
    }

    @Override
    public void onFailure(RpcException failure) {
        connection.completeExceptionally(failure);
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
    public long deadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isOneway() {
        return false;
    }

    @Override
    public void onFrame(Frame frame) {
        frame.release();
    }

    @Override
    public void onGrouped(boolean leads) {}

    @Override
    public void onWritten() {}

    @Override
    public void onDeadline(String remote) {}

    @Override
    public @Nullable ByteBuf takeFrame() {
        return null;
    }

    @Override
    public @Nullable Outbound next() {
        return null;
    }

    @Override
    public void next(@Nullable Outbound next) {}
}
