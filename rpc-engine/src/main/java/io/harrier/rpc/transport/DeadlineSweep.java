package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.SlotTable;
import io.harrier.rpc.concurrent.Ticker;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends the calls of one connection whose deadline has passed. There is no timer a call: one task
 * stands at the earliest deadline and looks at all calls when it runs. On the event loop.
 */
final class DeadlineSweep {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long MIN_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop loop;
    private final Ticker ticker;
    private final SlotTable<PendingReply> calls;
    private final Consumer<PendingReply> expired;
    private final Runnable sweep = this::sweep;
    private boolean scheduled;
    private long nextNanos;
    private long earliest;

    /**
     * @param expired is given each call that was taken out of the table
     */
    DeadlineSweep(
            EventLoop loop,
            Ticker ticker,
            SlotTable<PendingReply> calls,
            Consumer<PendingReply> expired) {
        this.loop = loop;
        this.ticker = ticker;
        this.calls = calls;
        this.expired = expired;
    }

    /** Sees to it that the calls are looked at when this deadline has passed. */
    void ensureBy(long deadlineNanos) {
        if (!scheduled || deadlineNanos - nextNanos < 0) {
            schedule(deadlineNanos, ticker.nanos());
        }
    }

    private void schedule(long deadlineNanos, long now) {
        scheduled = true;
        nextNanos = deadlineNanos;
        loop.schedule(sweep, Math.max(deadlineNanos - now, MIN_DELAY_NANOS), TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        long now = ticker.nanos();
        if (!scheduled || nextNanos - now > 0) {
            return;
        }
        scheduled = false;
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
