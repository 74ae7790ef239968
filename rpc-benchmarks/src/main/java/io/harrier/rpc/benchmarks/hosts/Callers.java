package io.harrier.rpc.benchmarks.hosts;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Threads that call and wait, one call each, until they are closed. Every other one calls the
 * method that may run twice.
 */
final class Callers implements AutoCloseable {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final RpcClient client;
    private final Store store;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong calls = new AtomicLong();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 2);
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
    private volatile boolean closed;

    Callers(String target, int count) {
        client = RpcClient.builder(target).build();
        store = client.proxy(Store.class);
        for (int i = 0; i < count; i++) {
            boolean mayRunTwice = i % 2 == 0;
            threads.add(new Thread(() -> call(mayRunTwice), "caller-" + i));
        }
        threads.forEach(Thread::start);
    }

    long calls() {
        return calls.get();
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    /** What the longest call took that has ended since this was asked last. */
    double longestMillis() {
        return longest.getThenReset() / 1e6;
    }

    /** Waits until so many calls more have ended. */
    void awaitMore(long count) throws InterruptedException {
        long wanted = calls.get() + count;
        while (calls.get() < wanted) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void call(boolean mayRunTwice) {
        while (!closed) {
            long begun = System.nanoTime();
            try {
                String reply = mayRunTwice ? store.get("key") : store.put("key");
                if (!reply.equals("key")) {
                    throw new IllegalStateException("reply: " + reply + " (expected: key)");
                }
            } catch (RuntimeException e) {
                failures.add(failure(mayRunTwice, begun, e));
            }
            count(System.nanoTime() - begun);
            calls.incrementAndGet();
        }
    }

    private static Failure failure(boolean mayRunTwice, long begun, RuntimeException e) {
        boolean wasSent = !(e instanceof RpcException known && known.isSafeToRetry());
        return new Failure(mayRunTwice, begun, System.nanoTime(), wasSent, String.valueOf(e));
    }

    private void count(long taken) {
        nanos.recordValue(Math.min(taken, LONGEST_NANOS));
        longest.accumulate(taken);
    }

    /** Waits for the calls in progress. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Callers::join);
        client.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
