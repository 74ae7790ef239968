package io.harrier.rpc.pool;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections the pools of one client may have together: a permit for each that is open or
 * being opened. One that takes no more calls has none, though its last calls may still be ending.
 * Lock-free, for any thread; whoever takes permits and gives them back may hold a lock.
 */
public final class ConnectionQuota {
    /** As it was when it was looked at: what is sorted must not change. */
    private record Idle(Spares pool, long nanos) {}

    private static final long LONG_IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int max;
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<Spares> pools = ConcurrentHashMap.newKeySet();

    /**
     * @param max zero for no limit
     */
    public ConnectionQuota(int max) {
        this.max = max == 0 ? Integer.MAX_VALUE : max;
    }

    int max() {
        return max;
    }

    int taken() {
        return taken.get();
    }

    boolean isUsedUp() {
        return taken.get() >= max;
    }

    /**
     * Takes permits until so many are held, or there are no more; gives back what is held beyond.
     *
     * @return how many are held now
     */
    int take(int wanted, int held) {
        int before;
        int more;
        do {
            before = taken.get();
            more = Math.min(wanted - held, max - before);
        } while (!taken.compareAndSet(before, before + more));
        return held + more;
    }

    /** Gives one permit back. */
    void give() {
        taken.decrementAndGet();
    }

    void join(Spares pool) {
        pools.add(pool);
    }

    void leave(Spares pool) {
        pools.remove(pool);
    }

    /**
     * Has another pool give up a connection: one that is idle, of the host with the longest idle
     * one; else, for a host that has none, one of the host that has most. A host that has some gets
     * only what nobody has used for a while, or two would take the same one from each other again
     * and again. By a caller that holds no lock.
     *
     * @return whether its permit is now the caller's
     */
    boolean ask(Spares needy) {
        boolean hasNone = needy.hasNone();
        long idleNanos = hasNone ? 0 : LONG_IDLE_NANOS;
        List<Spares> others = pools.stream().filter(pool -> pool != needy).toList();
        return others.stream()
                        .map(pool -> new Idle(pool, pool.idleNanos()))
                        .sorted(Comparator.comparingLong(Idle::nanos).reversed())
                        .anyMatch(idle -> idle.pool.giveIdle(idleNanos))
                || hasNone
                        && others.stream()
                                .max(Comparator.comparingInt(Spares::open))
                                .filter(Spares::giveBusy)
                                .isPresent();
    }

    @Override
    public String toString() {
        return taken + " of " + max + " connections, to " + pools.size() + " hosts";
    }
}
