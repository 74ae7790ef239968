package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Lender;
import io.harrier.rpc.concurrent.Ticker;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a host can do without when calls to another host of the client have no connection. Nothing
 * here waits; each is called without a lock, and takes that of its own pool alone. For any thread.
 */
final class Spares {
    private final Lender<Lease, Waiter> plain;
    private final SharedConnections shared;
    private final Openings openings;
    private final Upkeep upkeep;
    private final Ticker ticker;

    Spares(
            Lender<Lease, Waiter> plain,
            SharedConnections shared,
            Openings openings,
            Upkeep upkeep,
            Ticker ticker) {
        this.plain = plain;
        this.shared = shared;
        this.openings = openings;
        this.upkeep = upkeep;
        this.ticker = ticker;
    }

    int open() {
        return openings.counts().open();
    }

    /** Whether there is no connection here, and none on its way. */
    boolean hasNone() {
        Openings.Counts counts = openings.counts();
        return counts.open() + counts.opening() == 0;
    }

    /** How long its longest idle connection has been idle; -1 if none is. */
    long idleNanos() {
        Lease idle = idle();
        return idle == null ? -1 : idle.restedNanos(ticker.nanos());
    }

    /**
     * Gives up that one, though it be the last.
     *
     * @param least that it must have been idle
     * @return whether its permit is now the caller's
     */
    boolean giveIdle(long least) {
        Lease idle = idle();
        return idle != null
                && idle.restedNanos(ticker.nanos()) >= least
                && (idle.connection().isMultiplexed() || plain.take(idle))
                && give(idle, 0);
    }

    /**
     * Gives up the one with the fewest calls, which end first; never the last.
     *
     * @return whether its permit is now the caller's
     */
    boolean giveBusy() {
        return openings.all().stream()
                .min(Comparator.comparingInt(lease -> lease.connection().calls()))
                .filter(least -> give(least, 1))
                .isPresent();
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
                .max(Comparator.comparingLong(lease -> lease.restedNanos(now)))
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
