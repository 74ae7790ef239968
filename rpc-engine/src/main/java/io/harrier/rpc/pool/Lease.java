package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.LentEntry;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.ConnectionListener;

/**
 * A connection as its pool sees it: lent to one call at a time while it is plain, shared once the
 * peer has turned out to multiplex.
 */
final class Lease extends LentEntry implements ConnectionListener {
    private final HostPool pool;
    private final long oldAtNanos;
    private final boolean ages;

    @SuppressWarnings("NullAway.Init") // before anybody else sees it
    private volatile ClientConnection connection;

    private volatile long idleSinceNanos;

    /**
     * @param ages whether it is too old at some time
     * @param oldAtNanos that time
     */
    Lease(HostPool pool, boolean ages, long oldAtNanos) {
        this.pool = pool;
        this.ages = ages;
        this.oldAtNanos = oldAtNanos;
    }

    void open(ClientConnection opened) {
        connection = opened;
    }

    ClientConnection connection() {
        return connection;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    boolean isOld(long nowNanos) {
        return ages && nowNanos - oldAtNanos >= 0;
    }

    void rest(long nowNanos) {
        idleSinceNanos = nowNanos;
    }

    long restedNanos(long nowNanos) {
        return nowNanos - idleSinceNanos;
    }

    @Override
    public void onRoom(ClientConnection told) {
        pool.onRoom(this, told);
    }

    @Override
    public void onMultiplexed(ClientConnection told) {
        pool.onMultiplexed(this);
    }

    @Override
    public void onSilence() {
        pool.onSilence();
    }

    @Override
    public void onClosed(ClientConnection told) {
        pool.onClosed(this);
    }

    @Override
    public String toString() {
        return "connection to " + pool;
    }
}
