package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.Connector;
import io.netty.channel.EventLoop;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Opens the connections of a pool, and knows all that are open: never more than the limit at once,
 * and after a refusal one attempt at a time, later and later. For any thread; its lock is held
 * while it counts, never while anything is told or waited for. A connection that the peer ends at
 * once, without a word, was a refusal; the first word on one ends the series of them.
 */
final class Openings {
    /**
     * What there is.
     *
     * @param opening that have been begun, and are not open yet
     * @param canBring whether one is on its way, or may be opened
     * @param opened that there have been
     * @param failed attempts
     */
    record Counts(int open, int opening, boolean canBring, long opened, long failed) {}

    /** Whoever wants connections is told what becomes of each attempt. On any thread. */
    interface Listener {
        /**
         * @param anotherFailed whether attempts before this one have failed, and none was proved
         *     right since
         */
        void onOpened(Lease lease, boolean anotherFailed);

        /**
         * @param isLast whether there is no connection, and none being opened
         */
        void onRefused(Throwable error, boolean isLast);

        /** The time that was to pass before the next attempt has passed. */
        void onRetry();
    }

    private final Connector connector;
    private final Listener listener;
    private final LongFunction<Lease> leases;
    private final int max;
    private final ConnectionQuota quota;
    private final Ticker ticker;
    private final ScheduledExecutorService timer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Lease> open = new HashSet<>();
    private final Backoff backoff;
    private int opening;
    private boolean retryDue;
    private boolean isAsking;
    private volatile boolean closed;
    private long opened;
    private long failed;

    /**
     * @param leases make one at the time they are given
     * @param max that there may be at once, as far as the quota of the client allows
     */
    Openings(
            Connector connector,
            Listener listener,
            LongFunction<Lease> leases,
            int max,
            ConnectionQuota quota,
            Ticker ticker,
            RandomGenerator random,
            ScheduledExecutorService timer) {
        this.connector = connector;
        this.listener = listener;
        this.leases = leases;
        this.max = max;
        this.quota = quota;
        this.ticker = ticker;
        this.timer = timer;
        backoff = new Backoff(random);
    }

    /**
     * Sees to it that so many are being opened, as far as the limits and the last refusal allow.
     *
     * @return whether the client may have no more, and the caller is the one to see to it: by
     *     {@link #replace}, if another pool gives a permit up, and then {@link #retryAfter}
     */
    boolean open(int wanted) {
        return open(wanted, 0);
    }

    /** Opens one with the permit that another pool has given up. */
    void replace() {
        open(1, 1);
    }

    /** Whether nothing is to be had here that others give up connections for. */
    boolean isFailing() {
        lock.lock();
        try {
            return backoff.isFailing();
        } finally {
            lock.unlock();
        }
    }

    /** Tells that it is time to try again when this time has passed, unless that is due anyway. */
    void retryAfter(long nanos) {
        boolean wasDue;
        lock.lock();
        try {
            wasDue = retryDue;
            retryDue = true;
            isAsking = false;
        } finally {
            lock.unlock();
        }
        if (!wasDue) {
            after(nanos, this::retry);
        }
    }

    Counts counts() {
        lock.lock();
        try {
            boolean canBring = opening > 0 || retryDue || !closed && open.size() < max;
            return new Counts(open.size(), opening, canBring, opened, failed);
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether it is only for the other hosts' connections that none can be opened. */
    boolean isHeldUp() {
        lock.lock();
        try {
            return opening == 0 && open.size() < max && quota.isUsedUp();
        } finally {
            lock.unlock();
        }
    }

    List<Lease> all() {
        lock.lock();
        try {
            return new ArrayList<>(open);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A connection has heard from the peer for the first time.
     *
     * @return whether more may be opened than before
     */
    boolean onProved() {
        lock.lock();
        try {
            boolean wasFailing = backoff.isFailing();
            backoff.succeeded();
            return wasFailing;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A connection has ended, or was none yet.
     *
     * @return whether it was a refusal, and there is none left and none to be opened at once
     */
    boolean onEnded(Lease lease) {
        lock.lock();
        try {
            long now = ticker.nanos();
            if (!open.remove(lease)) {
                return false;
            }
            quota.give();
            if (!lease.isRefused(now)) {
                return false;
            }
            backoff.failed(now);
            return isLast() && backoff.left(now) > 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Forgets a connection that is about to be closed for another pool, unless no more than so many
     * would be left.
     *
     * @return whether its permit is now the caller's
     */
    boolean surrender(Lease lease, int left) {
        lock.lock();
        try {
            return open.size() > left && open.remove(lease);
        } finally {
            lock.unlock();
        }
    }

    /** Opens no more; one that is on its way is closed when it comes. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param held permits, of which those that are not needed are given back
     */
    private boolean open(int wanted, int held) {
        int granted;
        int begun;
        long delay;
        boolean isShort;
        lock.lock();
        try {
            delay = delay(ticker.nanos());
            granted = retryDue && backoff.isFailing() ? 0 : granted(wanted);
            begun = quota.take(delay == 0 ? granted : 0, held);
            opening += begun;
            retryDue |= delay > 0 && granted > 0;
            isShort = delay == 0 && held == 0 && begun < granted && !isAsking && !retryDue;
            isAsking = isShort || isAsking && held == 0;
        } finally {
            lock.unlock();
        }
        if (delay > 0 && granted > 0) {
            after(delay, this::retry);
        } else {
            IntStream.range(0, begun).forEach(each -> connect());
        }
        return isShort;
    }

    /** A peer that only listens proves by its patience that it takes us. */
    private long delay(long now) {
        if (backoff.isFailing()
                && open.stream().anyMatch(lease -> lease.outlives(backoff.failedAtNanos(), now))) {
            backoff.succeeded();
        }
        return backoff.left(now);
    }

    private int granted(int wanted) {
        int room = closed ? 0 : max - open.size() - opening;
        int most = backoff.isFailing() ? Math.min(1, wanted) : wanted;
        return Math.max(0, Math.min(room, most - opening));
    }

    private void connect() {
        Lease lease = leases.apply(ticker.nanos());
        connector
                .connect(lease)
                .whenComplete(
                        (connection, error) -> {
                            if (error == null) {
                                onLoop(connection.eventLoop(), () -> take(lease, connection));
                            } else {
                                onRefused(error);
                            }
                        });
    }

    /** Where it would end, too: it cannot do so while it is taken in. */
    private void onLoop(EventLoop loop, Runnable task) {
        try {
            if (loop.inEventLoop()) {
                task.run();
            } else {
                loop.execute(task); // it was open before anybody listened
            }
        } catch (RejectedExecutionException e) {
            onRefused(e);
        }
    }

    private void take(Lease lease, ClientConnection connection) {
        if (connection.isOpen()) {
            lease.open(connection, ticker.nanos());
            onOpened(lease);
        } else {
            onRefused(new ClosedChannelException());
        }
    }

    private void onOpened(Lease lease) {
        boolean late;
        boolean anotherFailed;
        lock.lock();
        try {
            opening--;
            opened++;
            anotherFailed = backoff.isFailing();
            backoff.opened(ticker.nanos());
            late = closed;
            open.add(lease);
        } finally {
            lock.unlock();
        }
        if (late) {
            lease.connection().close();
        } else {
            listener.onOpened(lease, anotherFailed);
        }
    }

    private void onRefused(Throwable error) {
        boolean isLast;
        lock.lock();
        try {
            opening--;
            quota.give();
            failed++;
            backoff.failed(ticker.nanos());
            isLast = isLast();
        } finally {
            lock.unlock();
        }
        listener.onRefused(error, isLast);
    }

    private boolean isLast() {
        return open.isEmpty() && opening == 0;
    }

    private void retry() {
        lock.lock();
        try {
            retryDue = false;
        } finally {
            lock.unlock();
        }
        listener.onRetry();
    }

    /** With its loops gone the client is closed, and nobody waits. */
    void after(long nanos, Runnable task) {
        try {
            timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            close();
        }
    }
}
