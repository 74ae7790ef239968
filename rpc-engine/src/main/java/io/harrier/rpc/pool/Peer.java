package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.transport.ClientConnection;
import java.util.concurrent.TimeUnit;

/** What a host's replies have told of it: whether many calls may share a connection to it. */
final class Peer {
    private static final long MISFIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ConnectionMode mode;
    private final Ticker ticker;
    private volatile boolean known;
    private volatile boolean multiplexes;
    private volatile boolean misfit;
    private volatile long misfitSinceNanos;

    Peer(ConnectionMode mode, Ticker ticker) {
        this.mode = mode;
        this.ticker = ticker;
        known = mode == ConnectionMode.POOLED || mode == ConnectionMode.SHORT;
    }

    /** Until then calls over the limit wait: they may all find room on one connection. */
    boolean isKnown() {
        return known;
    }

    /** Whether the last first reply said so: such a peer gets one connection, not one a caller. */
    boolean multiplexes() {
        return multiplexes;
    }

    /** Whether it has to share and cannot: it is asked again after 10 s. */
    boolean isMisfit() {
        return misfit && ticker.nanos() - misfitSinceNanos < MISFIT_NANOS;
    }

    void hasShared() {
        known = true;
        multiplexes = true;
        misfit = false;
    }

    /**
     * What a plain connection tells that has no call any more.
     *
     * @return false if it cannot share, and has to
     */
    boolean learn(ClientConnection connection) {
        boolean mustShare = mode == ConnectionMode.MULTIPLEXED;
        boolean isNews = !known || multiplexes || mustShare;
        if (!isNews || connection.isGreeting()) {
            return true;
        }
        known = true;
        multiplexes = false;
        misfitSinceNanos = ticker.nanos();
        misfit = mustShare;
        return !mustShare;
    }
}
