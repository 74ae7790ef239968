package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.SlotTable;
import io.harrier.rpc.concurrent.TimerWheel;
import java.util.function.Consumer;

/**
 * Ends the calls of one connection whose deadline has passed. There is no timer a call: one stands
 * at the earliest deadline, and all calls are looked at when its time has come. On the event loop.
 */
final class DeadlineSweep extends TimerWheel.Timer {
    private static final long NEVER = Long.MAX_VALUE;

    private final LoopTimers timers;
    private final SlotTable<PendingReply> calls;
    private final Consumer<PendingReply> expired;
    private long nextNanos;
    private long earliest;

    /**
     * @param expired is given each call that was taken out of the table
     */
    DeadlineSweep(
            LoopTimers timers, SlotTable<PendingReply> calls, Consumer<PendingReply> expired) {
        this.timers = timers;
        this.calls = calls;
        this.expired = expired;
    }

    /** Sees to it that the calls are looked at when this deadline has passed. */
    void ensureBy(long deadlineNanos) {
        if (!isSet() || deadlineNanos - nextNanos < 0) {
            nextNanos = deadlineNanos;
            timers.set(this, deadlineNanos);
        }
    }

    void stop() {
        timers.stop(this);
    }

    @Override
    protected void onTime(long now) {
        earliest = NEVER;
        calls.forEach((id, call) -> visit(id, call, now));
        if (earliest != NEVER) {
            ensureBy(now + earliest);
        }
    }

    private void visit(int id, PendingReply call, long now) {
        long left = call.deadlineNanos() - now;
        if (left > 0) {
            earliest = Math.min(earliest, left);
        } else if (calls.remove(id, call)) {
            expired.accept(call);
        }
    }
}
