package io.harrier.rpc.pool;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * How many connections the pools of one client may have together: a permit for each that is open or
 * being opened. One that takes no more calls has none, though its last calls may still be ending.
 * For any thread.
 */
public final class ConnectionQuota {
    /** As it was when it was looked at: what is sorted must not change. */
    private record Rated(Spares pool, long value) {}

    private static final long LONG_IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int max;
    private final Permits permits;
    private final Set<Spares> pools = ConcurrentHashMap.newKeySet();

    /**
     * @param max zero for no limit
     */
    public ConnectionQuota(int max) {
        this.max = max == 0 ? Integer.MAX_VALUE : max;
        permits = new Permits(this.max);
    }

    int max() {
        return max;
    }

    int taken() {
        return permits.taken();
    }

    /**
     * What a pool has of it.
     *
     * @param turn as {@link Permits.Share} says
     */
    Permits.Share share(Runnable turn) {
        return permits.new Share(turn);
    }

    void join(Spares pool) {
        pools.add(pool);
    }

    void leave(Spares pool) {
        pools.remove(pool);
    }

    /**
     * Has another pool give up a connection: one that is idle, of the host with the longest idle
     * one; else, for a host that has none, one of the host that has most, though it be in use; if
     * each has one, that which has been open for longest. A host that has some gets only what
     * nobody has used for a while, or two would take the same one from each other again and again.
     * By a caller that holds no lock.
     *
     * @return whether its permit is now the caller's
     */
    boolean ask(Spares needy) {
        boolean hasNone = needy.held() == 0;
        long idleNanos = hasNone ? 0 : LONG_IDLE_NANOS;
        return anyGives(needy, Spares::idleNanos, pool -> pool.giveIdle(idleNanos))
                || hasNone
                        && mayCallsEndFirst()
                        && (anyGives(needy, Spares::held, Spares::giveBusy)
                                || anyGives(needy, Spares::openNanos, Spares::giveLast));
    }

    /** Asks the other pools from that with the most on. */
    private boolean anyGives(Spares needy, ToLongFunction<Spares> rate, Predicate<Spares> gives) {
        for (Rated rated : othersByMost(needy, rate)) {
            if (gives.test(rated.pool)) {
                rated.pool.movePermit(needy);
                return true;
            }
        }
        return false;
    }

    private List<Rated> othersByMost(Spares needy, ToLongFunction<Spares> rate) {
        return pools.stream()
                .filter(pool -> pool != needy)
                .map(pool -> new Rated(pool, rate.applyAsLong(pool)))
                .sorted(Comparator.comparingLong(Rated::value).reversed())
                .toList();
    }

    /** What is not counted any more is open all the same: never more than what is. */
    private boolean mayCallsEndFirst() {
        return pools.stream().mapToInt(Spares::ending).sum() < max;
    }

    @Override
    public String toString() {
        return taken() + " of " + max + " connections, to " + pools.size() + " hosts";
    }
}
