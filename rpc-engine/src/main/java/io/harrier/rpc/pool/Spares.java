package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Lender;
import io.harrier.rpc.concurrent.Ticker;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a host can do without when calls to another host of the client have no connection. Nothing
 * here waits; each is called without a lock, and takes that of its own pool alone. For any thread.
 */
final class Spares {
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Lender<Lease, Waiter> plain;
    private final SharedConnections shared;
    private final Openings openings;
    private final Permits.Share share;
    private final Upkeep upkeep;
    private final Ticker ticker;

    Spares(
            Lender<Lease, Waiter> plain,
            SharedConnections shared,
            Openings openings,
            Permits.Share share,
            Upkeep upkeep,
            Ticker ticker) {
        this.plain = plain;
        this.shared = shared;
        this.openings = openings;
        this.share = share;
        this.upkeep = upkeep;
        this.ticker = ticker;
    }

    /** Permits: connections that are open or being opened. */
    int held() {
        return share.held();
    }

    /** Connections that were given up, and have calls still. */
    int ending() {
        return openings.ending().size();
    }

    /** How long its oldest connection has been open; -1 if none is. */
    long openNanos() {
        Lease oldest = oldest();
        return oldest == null ? -1 : oldest.openNanos(ticker.nanos());
    }

    /** How long its longest idle connection has been idle; -1 if none is. */
    long idleNanos() {
        Lease idle = idle();
        return idle == null ? -1 : idle.idleNanos(ticker.nanos());
    }

    /**
     * Gives up that one, though it be the last.
     *
     * @param least that it must have been idle
     * @return whether its permit may be moved
     */
    boolean giveIdle(long least) {
        Lease idle = idle();
        return idle != null
                && idle.idleNanos(ticker.nanos()) >= least
                && (idle.connection().isMultiplexed() || plain.take(idle))
                && give(idle, 0);
    }

    /**
     * Gives up the one with the fewest calls, which end first; never the last.
     *
     * @return whether its permit may be moved
     */
    boolean giveBusy() {
        return openings.all().stream()
                .min(Comparator.comparingInt(lease -> lease.connection().calls()))
                .filter(least -> give(least, 1))
                .isPresent();
    }

    /**
     * Gives up the oldest one, though it be the last, once this host has had its turn.
     *
     * @return whether its permit may be moved
     */
    boolean giveLast() {
        Lease oldest = oldest();
        return oldest != null && oldest.openNanos(ticker.nanos()) >= TURN_NANOS && give(oldest, 0);
    }

    /** Lets another pool open a connection for the one that was given up. */
    void movePermit(Spares needy) {
        share.giveTo(needy.share);
    }

    private @Nullable Lease oldest() {
        long now = ticker.nanos();
        return openings.all().stream()
                .max(Comparator.comparingLong(lease -> lease.openNanos(now)))
                .orElse(null);
    }

    /** Those that wait here are about to take what seems to be idle. */
    private @Nullable Lease idle() {
        if (plain.waiting() != 0) {
            return null;
        }
        long now = ticker.nanos();
        return Stream.concat(
                        plain.entries().stream().filter(plain::isIdle),
                        shared.all().stream().filter(Spares::isWithoutCalls))
                .max(Comparator.comparingLong(lease -> lease.idleNanos(now)))
                .orElse(null);
    }

    private static boolean isWithoutCalls(Lease lease) {
        return lease.isOpen() && lease.connection().calls() == 0;
    }

    private boolean give(Lease lease, int left) {
        boolean isOurs = openings.surrender(lease, left);
        if (isOurs) {
            shared.remove(lease);
            upkeep.evict(lease);
        }
        return isOurs;
    }
}
