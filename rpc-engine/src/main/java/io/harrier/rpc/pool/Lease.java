package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.LentEntry;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.ConnectionListener;
import java.util.concurrent.TimeUnit;

/**
 * A connection as its pool sees it: lent to one call at a time while it is plain, shared once the
 * peer has turned out to multiplex.
 */
final class Lease extends LentEntry implements ConnectionListener {
    private static final long LONG_ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HostPool pool;
    private final long oldAtNanos;
    private final boolean ages;

    @SuppressWarnings("NullAway.Init") // before anybody else sees it
    private volatile ClientConnection connection;

    private volatile long openedAtNanos;
    private volatile long idleSinceNanos;
    private volatile boolean proved;
    private volatile long callsSeen;

    /**
     * @param ages whether it is too old at some time
     * @param oldAtNanos that time
     */
    Lease(HostPool pool, boolean ages, long oldAtNanos) {
        this.pool = pool;
        this.ages = ages;
        this.oldAtNanos = oldAtNanos;
    }

    void open(ClientConnection opened, long nowNanos) {
        connection = opened;
        openedAtNanos = nowNanos;
    }

    /** Whether this is the first time that it has something from the peer. */
    boolean proves() {
        if (proved || !connection.isHeard()) {
            return false;
        }
        proved = true;
        return true;
    }

    /**
     * Whether the peer ended it so soon, and without a word, that it might as well have refused.
     */
    boolean isRefused(long nowNanos) {
        return connection.isLost() && !connection.isHeard() && !isLongOpen(nowNanos);
    }

    /** Whether it was opened after that failure, and has been open for long. */
    boolean outlives(long failedAtNanos, long nowNanos) {
        return openedAtNanos - failedAtNanos >= 0 && isLongOpen(nowNanos);
    }

    private boolean isLongOpen(long nowNanos) {
        return openNanos(nowNanos) >= LONG_ENOUGH_NANOS;
    }

    long openNanos(long nowNanos) {
        return nowNanos - openedAtNanos;
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

    /** Looks whether it has calls, or had some since the last look. By one thread at a time. */
    void restIfUsed(long nowNanos) {
        long calls = connection.callsEver();
        if (calls != callsSeen || connection.calls() > 0) {
            rest(nowNanos);
            callsSeen = calls;
        }
    }

    /** Since it was given back. */
    long restedNanos(long nowNanos) {
        return nowNanos - idleSinceNanos;
    }

    /** Without calls, as far as is known: a shared one is only looked at from time to time. */
    long idleNanos(long nowNanos) {
        boolean isNews = connection.isMultiplexed() && connection.callsEver() != callsSeen;
        return isNews ? 0 : restedNanos(nowNanos);
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
