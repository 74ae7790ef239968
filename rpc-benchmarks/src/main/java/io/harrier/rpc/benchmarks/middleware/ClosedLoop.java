package io.harrier.rpc.benchmarks.middleware;

import io.harrier.rpc.error.RpcException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Callers that make their next call when they have the reply to the one before. */
final class ClosedLoop {
    private final Work work;
    private final int callers;

    ClosedLoop(Work work, int callers) {
        this.work = work;
        this.callers = callers;
    }

    /** Answered in time. */
    double answeredPerSecond(double seconds) {
        LongAdder answered = new LongAdder();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        try (Callers threads = new Callers(callers)) {
            for (int i = 0; i < callers; i++) {
                threads.pool.execute(() -> call(end, answered));
            }
        }
        return answered.sum() / ((System.nanoTime() - start) / 1e9);
    }

    private void call(long end, LongAdder answered) {
        while (System.nanoTime() < end) {
            try {
                work.work(1);
                answered.increment();
            } catch (RpcException late) { // as the first calls of a process may be
                continue;
            }
        }
    }

    /** Closed when all have ended. */
    private static final class Callers implements AutoCloseable {
        private final ExecutorService pool;

        Callers(int count) {
            pool = Executors.newFixedThreadPool(count);
        }

        @Override
        public void close() {
            pool.shutdown();
            try {
                if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("callers do not end");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
