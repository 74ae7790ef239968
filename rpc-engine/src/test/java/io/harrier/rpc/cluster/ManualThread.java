package io.harrier.rpc.cluster;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread with one task at a time, which runs when the test says so. */
final class ManualThread {
    private @Nullable Task next;
    private boolean isShut;

    ScheduledExecutorService executor() {
        return (ScheduledExecutorService)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ScheduledExecutorService.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "schedule" ->
                                            schedule((Runnable) arguments[0], (Long) arguments[1]);
                                    case "shutdownNow" -> shut();
                                    default -> throw new AssertionError(method);
                                });
    }

    /** Runs the task that waits, if it was not cancelled; how long it would have waited. */
    Duration run() {
        Task task = next;
        next = null;
        task.run();
        return Duration.ofNanos(task.nanos);
    }

    boolean isIdle() {
        return next == null || next.isCancelled();
    }

    boolean isShut() {
        return isShut;
    }

    private Task schedule(Runnable action, long nanos) {
        next = new Task(action, nanos);
        return next;
    }

    private List<Runnable> shut() {
        isShut = true;
        return List.of();
    }

    private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long nanos;

        Task(Runnable action, long nanos) {
            super(action, null);
            this.nanos = nanos;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(java.util.concurrent.Delayed other) {
            throw new AssertionError();
        }
    }
}
