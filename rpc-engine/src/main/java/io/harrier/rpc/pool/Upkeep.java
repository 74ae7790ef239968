package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Lender;
import io.harrier.rpc.concurrent.Ticker;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Closes what is idle for too long or too old, and opens what is to be kept, about once a second
 * while there are connections. One round at a time, on any thread.
 */
final class Upkeep {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Rounds that are left out at most before a host that cannot be reached is tried again. */
    private static final int MAX_SKIPPED = 31;

    private final PoolSettings settings;
    private final Lender<Lease, Waiter> plain;
    private final SharedConnections shared;
    private final Openings openings;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final AtomicBoolean running = new AtomicBoolean();
    private final LongAdder evicted = new LongAdder();
    private int skip;
    private int skipped;

    Upkeep(
            PoolSettings settings,
            Lender<Lease, Waiter> plain,
            SharedConnections shared,
            Openings openings,
            Ticker ticker,
            RandomGenerator random) {
        this.settings = settings;
        this.plain = plain;
        this.shared = shared;
        this.openings = openings;
        this.ticker = ticker;
        this.random = random;
    }

    /** Sees to it that rounds are made, now that there is something to keep. */
    void ensure() {
        if (!running.get() && running.compareAndSet(false, true)) {
            later();
        }
    }

    /** Closes a connection that nobody uses, or uses no more once its calls have ended. */
    void evict(Lease lease) {
        evicted.increment();
        lease.connection().close();
    }

    PoolStats stats(String host) {
        Openings.Counts counts = openings.counts();
        return new PoolStats(
                host,
                counts.open(),
                shared.all().size(),
                idle(plain.entries()),
                counts.opening(),
                openings.all().stream().mapToInt(lease -> lease.connection().calls()).sum(),
                plain.waiting(),
                counts.opened(),
                counts.failed(),
                evicted.sum());
    }

    void round() {
        long now = ticker.nanos();
        plain.gather();
        int idle = closeIdle(now);
        closeShared(now, idle);
        refill(idle);
    }

    private void later() {
        long interval = Math.min(INTERVAL_NANOS, shortest() / 4);
        openings.after(interval / 2 + random.nextLong(Math.max(1, interval / 2)), this::run);
    }

    private void run() {
        try {
            round();
        } finally {
            running.set(false);
            if (settings.minIdle() > 0 && !openings.isClosed() || openings.counts().open() > 0) {
                ensure();
            }
        }
    }

    private long shortest() {
        long idle = settings.idleTimeout().toNanos();
        long age = settings.maxAge().toNanos();
        return Math.min(idle == 0 ? Long.MAX_VALUE : idle, age == 0 ? Long.MAX_VALUE : age);
    }

    /** The newest first: the oldest are the ones that are looked for first. */
    private int closeIdle(long now) {
        List<Lease> all = plain.entries();
        Collections.reverse(all);
        int idle = idle(all);
        for (Lease lease : all) {
            if (isOver(lease, now, idle) && plain.take(lease)) {
                if (isOver(lease, now, idle)) {
                    evict(lease);
                    idle--;
                } else {
                    plain.giveBack(lease); // it was used meanwhile
                }
            }
        }
        return idle;
    }

    private int idle(List<Lease> all) {
        return (int) all.stream().filter(plain::isIdle).count();
    }

    private boolean isOver(Lease lease, long now, int idle) {
        return lease.isOld(now) || idle > least() && isIdleTooLong(lease, now);
    }

    /** Where calls share, connections that nobody shares are of no use. */
    private int least() {
        return shared.hasOpen() ? 0 : settings.minIdle();
    }

    private boolean isIdleTooLong(Lease lease, long now) {
        long timeout = settings.idleTimeout().toNanos();
        return timeout > 0 && lease.restedNanos(now) >= timeout;
    }

    /** The last one stays, however idle; one that is too old waits for a new one in its place. */
    private void closeShared(long now, int idle) {
        List<Lease> all = shared.all();
        int left = all.size();
        for (Lease lease : all) {
            lease.restIfUsed(now);
            boolean isSpare = left > 1 && isIdleTooLong(lease, now);
            if (isSpare || lease.isOld(now) && (left > 1 || isReplaced(lease, idle))) {
                shared.remove(lease);
                evict(lease);
                left--;
            }
        }
    }

    /** Where there may be no more connections, the new one takes the place of the old at once. */
    private boolean isReplaced(Lease lease, int idle) {
        if (idle > 0 || openings.isFull() && openings.exchange(lease)) {
            return true;
        }
        openings.open(1);
        return false;
    }

    private void refill(int idle) {
        if (idle >= least()) {
            return;
        }
        boolean isReachable = openings.counts().open() > 0 || openings.isFull();
        if (isReachable || skipped++ >= skip) {
            skip = isReachable ? 0 : Math.min(MAX_SKIPPED, skip * 2 + 1);
            skipped = 0;
            boolean isOneEnough = settings.mode() == ConnectionMode.MULTIPLEXED;
            openings.open(isOneEnough ? 1 : least() - idle);
        }
    }
}
