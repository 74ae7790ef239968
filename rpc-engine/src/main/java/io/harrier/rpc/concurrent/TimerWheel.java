package io.harrier.rpc.concurrent;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many timers of one thread, each of them an object that is there anyway. To set, move or stop one
 * takes the same short time however many there are, and makes no object.
 *
 * <pre>
 *   level   a slot is     64 slots are
 *   0           1 ms           64 ms
 *   1          64 ms          4.1 s
 *   2         4.1 s          262 s
 *   3         262 s          4.7 h
 * </pre>
 *
 * <p>A timer waits in the finest level that reaches so far, and moves to a finer one when its slot
 * comes; what is further away than all levels waits in the last slot, and looks again. A timer
 * fires up to a millisecond late by the clock it is told, never early. Not for several threads.
 */
public final class TimerWheel {
    private static final int BITS = 6;
    private static final int SLOTS = 1 << BITS;
    private static final int LEVELS = 4;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long REACH = 1L << BITS * LEVELS;

    /** No timer is set. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Something that is to be woken at a time. It is in one wheel at most. */
    public abstract static class Timer {
        private @Nullable Timer previous;
        private @Nullable Timer next;
        private long tick;
        private int slot = -1;

        /** Its time has come; it is not set any more, and may be set again. */
        protected abstract void onTime(long nowNanos);

        public final boolean isSet() {
            return slot >= 0;
        }
    }

    private final Timer[] firsts = new Timer[SLOTS * LEVELS];

    /** A bit for each slot that has timers. */
    private final long[] used = new long[LEVELS];

    private final long startNanos;

    /** All up to this tick have fired, or do now. */
    private long done;

    private boolean advancing;
    private @Nullable RuntimeException failure;

    public TimerWheel(long nowNanos) {
        startNanos = nowNanos;
    }

    /** Sets a timer, or moves it if it is set. */
    public void set(Timer timer, long atNanos, long nowNanos) {
        stop(timer);
        pass(nowNanos);
        timer.tick = Math.max(tickOf(atNanos), done + 1);
        link(timer);
    }

    /** Does nothing if it is not set. */
    public void stop(Timer timer) {
        if (timer.isSet()) {
            unlink(timer);
        }
    }

    /**
     * Wakes all whose time has come, in the order of their times.
     *
     * @return in how many nanoseconds to come again, at the latest; {@link #NEVER} if none is set
     * @throws RuntimeException what a timer threw, after all of them were woken
     */
    public long advance(long nowNanos) {
        long now = (nowNanos - startNanos) / TICK_NANOS;
        advancing = true;
        for (long next = nextTick(); next <= now; next = nextTick()) {
            done = next;
            expire(nowNanos);
        }
        advancing = false;
        done = Math.max(done, now);
        throwFailure();
        return nanosUntilNext(nowNanos);
    }

    /**
     * In how many nanoseconds to call {@link #advance}, at the latest; {@link #NEVER} if none is
     * set.
     */
    public long nanosUntilNext(long nowNanos) {
        long next = nextTick();
        return next == NEVER ? NEVER : Math.max(0, startNanos + next * TICK_NANOS - nowNanos);
    }

    /**
     * Brings the wheel up to the clock, if nothing is due by then. Not while a slot is being
     * emptied: a timer that is set meanwhile could come into that slot, again and again.
     */
    private void pass(long nowNanos) {
        long now = (nowNanos - startNanos) / TICK_NANOS;
        if (!advancing && nextTick() > now) {
            done = Math.max(done, now);
        }
    }

    /** The first tick that is not before the time. */
    private long tickOf(long atNanos) {
        return Math.floorDiv(atNanos - startNanos + TICK_NANOS - 1, TICK_NANOS);
    }

    /** What is due now fires; what waits in a coarser slot that begins now moves. */
    private void expire(long nowNanos) {
        for (int level = LEVELS - 1; level >= 0; level--) {
            if ((done & (1L << BITS * level) - 1) == 0) {
                empty(slot(level, done), nowNanos);
            }
        }
    }

    /** Timers that are set meanwhile go elsewhere: none fits this slot before it comes round. */
    private void empty(int slot, long nowNanos) {
        for (Timer timer = firsts[slot]; timer != null; timer = firsts[slot]) {
            unlink(timer);
            if (timer.tick <= done) {
                wake(timer, nowNanos);
            } else {
                link(timer);
            }
        }
    }

    private void wake(Timer timer, long nowNanos) {
        try {
            timer.onTime(nowNanos);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void throwFailure() {
        RuntimeException thrown = failure;
        failure = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    private void link(Timer timer) {
        long delay = Math.min(timer.tick - done, REACH - 1);
        int level = (63 - Long.numberOfLeadingZeros(delay)) / BITS;
        int slot = slot(level, done + delay);
        Timer first = firsts[slot];
        timer.slot = slot;
        timer.next = first;
        if (first != null) {
            first.previous = timer;
        }
        firsts[slot] = timer;
        used[level] |= 1L << slot;
    }

    private void unlink(Timer timer) {
        Timer before = timer.previous;
        Timer after = timer.next;
        if (after != null) {
            after.previous = before;
        }
        if (before != null) {
            before.next = after;
        } else {
            firsts[timer.slot] = after;
            if (after == null) {
                used[timer.slot >> BITS] &= ~(1L << timer.slot);
            }
        }
        timer.previous = null;
        timer.next = null;
        timer.slot = -1;
    }

    private static int slot(int level, long tick) {
        return level << BITS | (int) (tick >>> BITS * level) & SLOTS - 1;
    }

    /** When the next slot with timers begins. */
    private long nextTick() {
        long next = NEVER;
        for (int level = 0; level < LEVELS; level++) {
            if (used[level] != 0) {
                next = Math.min(next, nextTick(level));
            }
        }
        return next;
    }

    private long nextTick(int level) {
        long turn = (done >>> BITS * level) + 1;
        int ahead = Long.numberOfTrailingZeros(Long.rotateRight(used[level], (int) turn));
        return turn + ahead << BITS * level;
    }
}
