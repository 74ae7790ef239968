package io.harrier.rpc.pool;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer that runs a task when the test says so. */
final class ManualTimer extends ScheduledThreadPoolExecutor {
    /** A task and what it was to wait. */
    record Due(Runnable task, long nanos) {}

    private final BlockingQueue<Due> due = new LinkedBlockingQueue<>();

    ManualTimer() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        due.add(new Due(task, unit.toNanos(delay)));
        return super.schedule(() -> {}, 0, unit);
    }

    /** Takes the next task, waited for. */
    Due next() throws InterruptedException {
        Due next = due.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was scheduled");
        }
        return next;
    }

    boolean isEmpty() {
        return due.isEmpty();
    }
}
