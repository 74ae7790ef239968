package io.harrier.rpc.benchmarks.middleware;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Starts calls at their times, whatever became of those before. */
final class OpenLoop {
    private static final int MAX_IN_FLIGHT = 900;

    private final IntFunction<CompletableFuture<Integer>> call;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);

    OpenLoop(IntFunction<CompletableFuture<Integer>> call) {
        this.call = call;
    }

    /**
     * What came of the calls of a run.
     *
     * @param skipped that could not even be started, as too many were in flight
     */
    record Outcome(double seconds, long answered, long failed, long skipped) {
        long sent() {
            return answered + failed;
        }

        double answeredPerSecond() {
            return answered / seconds;
        }

        double answeredShare() {
            return (double) answered / Math.max(1, sent() + skipped);
        }
    }

    Outcome run(double seconds, double callsPerSecond) {
        answered.set(0);
        failed.set(0);
        skipped.set(0);
        long start = System.nanoTime();
        int calls = (int) (seconds * callsPerSecond);
        for (int i = 0; i < calls; i++) {
            long at = start + (long) (i * 1e9 / callsPerSecond);
            for (long now = System.nanoTime(); now < at; now = System.nanoTime()) {
                LockSupport.parkNanos(at - now);
            }
            start(i);
        }
        inFlight.acquireUninterruptibly(MAX_IN_FLIGHT);
        inFlight.release(MAX_IN_FLIGHT);
        double took = (System.nanoTime() - start) / 1e9;
        return new Outcome(took, answered.get(), failed.get(), skipped.get());
    }

    private void start(int id) {
        if (!inFlight.tryAcquire()) {
            skipped.incrementAndGet();
            return;
        }
        call.apply(id)
                .whenComplete(
                        (value, error) -> {
                            (error == null ? answered : failed).incrementAndGet();
                            inFlight.release();
                        });
    }
}
