package io.harrier.rpc.pool;

import io.harrier.rpc.concurrent.Ticker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Opens the connections of a pool, and knows all that are open: never more than the limit at once,
 * and after a refusal one attempt at a time, later and later. For any thread; its lock is held
 * while it counts, and takes permits, never while anything else is told or waited for. A connection
 * that the peer ends at once, without a word, was a refusal; the first word on one ends the series
 * of them.
 */
final class Openings implements Opener.Listener {
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

    private final Opener opener;
    private final Listener listener;
    private final int max;
    private final Permits.Share share;
    private final Ticker ticker;
    private final ScheduledExecutorService timer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Lease> open = new HashSet<>();

    /** Given up, and not seen to be without calls since. */
    private final Set<Lease> ending = new HashSet<>();

    private final Backoff backoff;

    /** Until the time of the last refusal has passed. */
    private final Alarm retry;

    /** Until it is time to ask other pools again. */
    private final Alarm ask;

    private int opening;
    private volatile boolean closed;
    private long opened;
    private long failed;

    /**
     * @param max that there may be at once, as far as the client may have more
     * @param share of the client's permits: one for each that is open or being opened
     */
    Openings(
            Opener opener,
            Listener listener,
            int max,
            Permits.Share share,
            Ticker ticker,
            RandomGenerator random,
            ScheduledExecutorService timer) {
        this.opener = opener;
        this.listener = listener;
        this.max = max;
        this.share = share;
        this.ticker = ticker;
        this.timer = timer;
        backoff = new Backoff(random);
        retry = new Alarm(listener::onRetry);
        ask = new Alarm(listener::onRetry);
    }

    /**
     * Sees to it that so many are being opened, as far as the limits and the last refusal allow,
     * and other pools leave over.
     */
    void open(int wanted) {
        open(() -> wanted, share::tryTake);
    }

    /**
     * As {@link #open}, but queues with the other pools for what calls wait for.
     *
     * @param waiting how many are wanted, asked for while nobody else is
     * @return whether the client may have no more, and the caller is the one to see to it: by
     *     {@link #replace}, if another pool gives a permit up, and then {@link #askAfter}
     */
    boolean openForWaiting(IntSupplier waiting) {
        return open(waiting, count -> share.take(count, 0)) > 0 && ask.set();
    }

    /** As {@link #openForWaiting}, with the permit that another pool has given up. */
    void replace(IntSupplier waiting) {
        open(waiting, count -> share.take(count, 1));
    }

    /**
     * Opens one with the permit of another, which the caller is to close.
     *
     * @return false if that has ended by itself, or it is not sure that there can be a new one
     */
    boolean exchange(Lease lease) {
        lock.lock();
        try {
            if (closed || backoff.isFailing() || !surrender(lease, 0)) {
                return false;
            }
            opening++;
        } finally {
            lock.unlock();
        }
        opener.open(this);
        return true;
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

    /** Tells that it is time to try again, and perhaps to ask, when this time has passed. */
    void askAfter(long nanos) {
        after(nanos, ask::ring);
    }

    Counts counts() {
        lock.lock();
        try {
            boolean isDue = opening > 0 || retry.isSet() || ask.isSet();
            boolean canBring = isDue || !closed && open.size() < max;
            return new Counts(open.size(), opening, canBring, opened, failed);
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether no more may be opened until another has ended, be it one of another pool. */
    boolean isFull() {
        lock.lock();
        try {
            return opening == 0 && (open.size() >= max || share.areUsedUp());
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is only for the other pools' connections that calls here have none. */
    boolean isHeldUp() {
        lock.lock();
        try {
            return opening == 0 && share.isWaiting();
        } finally {
            lock.unlock();
        }
    }

    /** Those that were given up, and have calls still. */
    List<Lease> ending() {
        lock.lock();
        try {
            forgetEnded();
            return new ArrayList<>(ending);
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
            share.give();
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
     * Counts a connection no more, which the caller is to close, unless fewer than so many would be
     * left.
     *
     * @return whether its permit is the caller's to use
     */
    boolean surrender(Lease lease, int left) {
        lock.lock();
        try {
            forgetEnded();
            return open.size() > left && open.remove(lease) && ending.add(lease);
        } finally {
            lock.unlock();
        }
    }

    private void forgetEnded() {
        ending.removeIf(lease -> lease.connection().calls() == 0);
    }

    /** Opens no more; one that is on its way is closed when it comes. */
    void close() {
        closed = true;
        share.leave();
    }

    /**
     * @param permits taken for so many at most
     * @return how many permits were missing
     */
    private int open(IntSupplier wanted, IntUnaryOperator permits) {
        int granted;
        int begun;
        long delay;
        boolean mustRetry;
        lock.lock();
        try {
            delay = delay(ticker.nanos());
            granted = retry.isSet() && backoff.isFailing() ? 0 : granted(wanted.getAsInt());
            begun = permits.applyAsInt(delay == 0 ? granted : 0);
            opening += begun;
            mustRetry = delay > 0 && granted > 0 && retry.set();
        } finally {
            lock.unlock();
        }
        if (mustRetry) {
            after(delay, retry::ring);
        }
        IntStream.range(0, begun).forEach(each -> opener.open(this));
        return delay == 0 ? granted - begun : 0;
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

    @Override
    public void onOpened(Lease lease) {
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

    @Override
    public void onRefused(Throwable error) {
        boolean isLast;
        lock.lock();
        try {
            opening--;
            share.give();
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

    /** With its loops gone the client is closed, and nobody waits. Takes no lock. */
    void after(long nanos, Runnable task) {
        try {
            timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }
}
