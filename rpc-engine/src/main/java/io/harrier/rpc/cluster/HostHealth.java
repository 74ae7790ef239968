package io.harrier.rpc.cluster;

import io.harrier.rpc.concurrent.StableHash;
import io.harrier.rpc.concurrent.Ticker;
import java.util.function.LongSupplier;

/**
 * How a host has done lately. For any thread; a sound host costs a call a few volatile reads.
 *
 * <pre>
 *   SOUND   --missed, ejected--> AVOIDED --time--> ON TRIAL --gave a connection--> RETURNING --time--> SOUND
 *   share   1                    0                 0.1                            0.1 .. 1            1
 * </pre>
 *
 * From each state a host that is missed or ejected goes to AVOIDED, for longer if it was not sound.
 * One that is back is ejected by its first call, if that fails.
 *
 * <p>With each step to AVOIDED or RETURNING an epoch begins. How a call ends says something of the
 * host only in the epoch in which the call got to it: one that has hung since before the host
 * restarted must not have it avoided again, nor can one that was answered long ago clear it.
 */
final class HostHealth {
    private enum State {
        SOUND,
        AVOIDED,
        RETURNING
    }

    private final HealthPolicy policy;
    private final Ticker ticker;
    private final LongSupplier random;

    private volatile State state = State.SOUND;
    private volatile int epoch;
    private volatile int streak;

    /** When it may be tried again, or when it began to return. */
    private long since;

    private int timesAvoided;
    private boolean unreachable;

    private long windowStart;
    private int windowBegun;
    private int windowFailures;

    HostHealth(HealthPolicy policy, Ticker ticker, LongSupplier random) {
        this.policy = policy;
        this.ticker = ticker;
        this.random = random;
    }

    /** It is new among hosts that have been here: it may be cold. */
    synchronized void startSlowly() {
        state = State.RETURNING;
        since = ticker.nanos();
    }

    /** Part of its usual calls that it is to get now: 0 to 1. */
    double share() {
        return state == State.SOUND ? 1 : shareNow();
    }

    private synchronized double shareNow() {
        long passed = ticker.nanos() - since;
        if (state == State.AVOIDED) {
            return passed < 0 ? 0 : HealthPolicy.LEAST_SHARE;
        }
        double share =
                HealthPolicy.LEAST_SHARE
                        + (1 - HealthPolicy.LEAST_SHARE) * passed / policy.slowStart().toNanos();
        if (share >= 1) {
            state = State.SOUND;
            timesAvoided = 0;
        }
        return Math.min(share, 1);
    }

    int epoch() {
        return epoch;
    }

    /**
     * It has given a connection.
     *
     * @return the epoch of the call that has it
     */
    int reached() {
        if (state == State.AVOIDED) {
            comeBack();
        }
        return epoch;
    }

    private synchronized void comeBack() {
        long now = ticker.nanos();
        if (state == State.AVOIDED && (unreachable || now - since >= 0)) {
            beginEpoch();
            state = State.RETURNING;
            since = now;
            streak = policy.streak() - 1; // its first call shows whether it is well
        }
    }

    /** It has refused a connection to a call of this epoch. */
    synchronized void missed(int then) {
        if (then == epoch && !isAvoided()) { // else told already, by a call that failed with this
            avoid();
            unreachable = true;
        }
    }

    /** What it answered was too bad. */
    synchronized void eject() {
        if (!isAvoided()) {
            avoid();
            unreachable = false;
        }
    }

    private void avoid() {
        long most = policy.avoidanceNanos(timesAvoided++);
        long less = (long) (StableHash.fraction(random.getAsLong()) * most / 2);
        beginEpoch();
        since = ticker.nanos() + most - less; // not all clients come back at once
        state = State.AVOIDED;
    }

    private void beginEpoch() {
        epoch++;
        streak = 0;
        windowBegun = 0;
        windowFailures = 0;
    }

    private boolean isAvoided() {
        return state == State.AVOIDED && ticker.nanos() - since < 0;
    }

    synchronized boolean isEjected() {
        return isAvoided() && !unreachable;
    }

    /** A call of this epoch has ended well. */
    void succeeded(int then) {
        if (streak != 0) {
            endStreak(then);
        }
    }

    private synchronized void endStreak(int then) {
        if (then == epoch) {
            streak = 0;
        }
    }

    /**
     * A call of this epoch has failed for what the host is to blame for.
     *
     * @param begun calls that it was given so far
     * @return whether that is too much
     */
    synchronized boolean failed(int then, int begun) {
        return then == epoch && isTooMuch(begun);
    }

    private boolean isTooMuch(int begun) {
        if (!hasWindow()) {
            windowStart = ticker.nanos();
            windowBegun = begun - 1;
            windowFailures = 0;
        }
        windowFailures++;
        int inARow = streak + 1;
        streak = inARow;
        return inARow >= policy.streak()
                || begun - windowBegun >= policy.calls() && rate(begun) >= policy.rate();
    }

    /** Share of failed calls in the window, 0 if none has failed. */
    synchronized double failureRate(int begun) {
        return hasWindow() ? rate(begun) : 0;
    }

    private boolean hasWindow() {
        return windowFailures > 0 && ticker.nanos() - windowStart < policy.window().toNanos();
    }

    private double rate(int begun) {
        return (double) windowFailures / Math.max(windowFailures, begun - windowBegun);
    }
}
