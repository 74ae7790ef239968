package io.harrier.rpc.rules;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Documents from a file, which is looked at at intervals on a thread of its own. It may be written
 * in place or replaced, by a link, too; it may be away for a time.
 */
public final class RulesFile implements RuleSource {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Path file;
    private final Duration interval;

    /** Looked at ten times a second. */
    public RulesFile(Path file) {
        this(file, INTERVAL);
    }

    /**
     * @throws IllegalArgumentException if the interval is not positive
     */
    public RulesFile(Path file, Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "interval: " + interval + " (expected: more than zero)");
        }
        this.file = file;
        this.interval = interval;
    }

    @Override
    public String name() {
        return "file " + file;
    }

    @Override
    public Watch watch(Listener listener) {
        FileLook look = new FileLook(file, listener, Clock.systemUTC());
        look.look();
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, RulesFile::daemon);
        long nanos = interval.toNanos();
        thread.scheduleWithFixedDelay(look::look, nanos, nanos, TimeUnit.NANOSECONDS);
        return thread::shutdownNow;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "rpc-rules-file");
        thread.setDaemon(true);
        return thread;
    }
}
