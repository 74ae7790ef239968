package io.harrier.rpc.trace;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that gives records to the exporter. Nobody wakes it, so that a record costs no call of
 * the system: it looks once a millisecond while there are records, less and less often while there
 * are none. Whatever an exporter throws, errors too, the thread goes on.
 */
final class ExportLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ExportLoop.class);
    private static final long MIN_PAUSE_NANOS = 1_000_000;
    private static final long MAX_PAUSE_NANOS = 50_000_000;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final SpanRings rings;
    private final SpanRecord record;
    private final SpanExporter exporter;
    private final TraceCounts counts;
    private final Thread thread;
    private volatile boolean closed;
    private boolean complained;
    private int failed;

    ExportLoop(SpanRings rings, SpanRecord record, SpanExporter exporter, TraceCounts counts) {
        this.rings = rings;
        this.record = record;
        this.exporter = exporter;
        this.counts = counts;
        thread = new Thread(this, "rpc-trace-export");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits a moment for the last records to leave; an exporter that hangs is left alone. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    @Override
    public void run() {
        long pause = MIN_PAUSE_NANOS;
        boolean last;
        do {
            last = closed;
            int count = drain();
            pause = count > 0 ? MIN_PAUSE_NANOS : Math.min(MAX_PAUSE_NANOS, pause * 2);
            if (count < SpanRings.BATCH && !closed) {
                LockSupport.parkNanos(this, pause);
            }
        } while (!last);
    }

    /** One look at all rings; how many records there were. */
    int drain() {
        failed = 0;
        int count = rings.drain(this::export);
        if (count > 0) {
            flush(count);
            counts.add(TraceCount.EXPORTED, count - failed);
            counts.add(TraceCount.EXPORT_FAILED, failed);
        }
        return count;
    }

    private void flush(int count) {
        try {
            exporter.flush();
        } catch (Throwable e) {
            failed = count;
            complain(e);
        }
    }

    private void export(long[] words, int at) {
        try {
            exporter.export(record.at(words, at));
        } catch (Throwable e) {
            failed++;
            complain(e);
        }
    }

    /** Once: the counts tell the rest. */
    private void complain(Throwable problem) {
        if (!complained) {
            complained = true;
            LOG.warn(
                    "spans cannot be exported; calls are not disturbed; further failures are only counted",
                    problem);
        }
    }
}
