package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Lender;

/** How many connections should be on their way, going by the calls and what the peer is. */
final class Demand {
    private final PoolSettings settings;
    private final Lender<Lease, Waiter> plain;
    private final SharedConnections shared;
    private final Openings openings;
    private final Peer peer;

    Demand(
            PoolSettings settings,
            Lender<Lease, Waiter> plain,
            SharedConnections shared,
            Openings openings,
            Peer peer) {
        this.settings = settings;
        this.plain = plain;
        this.shared = shared;
        this.openings = openings;
        this.peer = peer;
    }

    /** For those who wait. */
    int waiting() {
        int waiting = plain.waiting();
        if (waiting == 0) {
            return 0;
        }
        if (shared.hasOpen()) {
            return growth();
        }
        if (settings.mode() == ConnectionMode.MULTIPLEXED) {
            return openings.counts().open() == 0 ? 1 : 0;
        }
        return peer.multiplexes() ? 1 : waiting;
    }

    /** One more to be shared, if all are busy, but not while another is still being tried. */
    int growth() {
        int sharing = shared.all().size();
        boolean may = sharing < settings.max() && shared.isBusy();
        return may && openings.counts().open() <= sharing ? 1 : 0;
    }

    /** Before anybody calls. */
    int first() {
        boolean isOneEnough = settings.mode() == ConnectionMode.MULTIPLEXED;
        return isOneEnough ? 1 : Math.max(1, settings.minIdle());
    }
}
