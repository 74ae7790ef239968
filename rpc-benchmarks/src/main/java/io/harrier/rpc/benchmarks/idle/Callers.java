package io.harrier.rpc.benchmarks.idle;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.transport.IoKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * 100 callers with a connection each, who call 20 times a second whatever became of the call
 * before. A call's time counts from when it was due.
 */
final class Callers {
    private static final int COUNT = 100;
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LONGEST_NANOS = PATIENCE.toNanos();

    private final Touch touch;
    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);

    Callers(IoKind io, int port) {
        touch =
                RpcClient.builder("127.0.0.1:" + port)
                        .io(io)
                        .eventLoops(1)
                        .connections(c -> c.withMode(ConnectionMode.POOLED).withMax(COUNT))
                        .timeout(PATIENCE)
                        .build()
                        .proxy(Touch.class);
    }

    /**
     * @param millis to call for
     * @return the 99th percentile, in microseconds
     */
    String obey(String millis) throws Exception {
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
        List<Future<Histogram>> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            all.add(threads.submit(caller(start + i * PERIOD_NANOS / COUNT, end)));
        }
        Histogram sum = new Histogram(LONGEST_NANOS, 3);
        for (Future<Histogram> one : all) {
            sum.add(one.get());
        }
        return String.valueOf(sum.getValueAtPercentile(99) / 1000.0);
    }

    private Callable<Histogram> caller(long first, long end) {
        return () -> {
            Histogram nanos = new Histogram(LONGEST_NANOS, 3);
            for (long due = first; due - end < 0; due += PERIOD_NANOS) {
                for (long left = due - System.nanoTime();
                        left > 0;
                        left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (!touch.touch("hello").equals("hello")) {
                    throw new IllegalStateException("a reply that is no echo");
                }
                nanos.recordValue(Math.min(System.nanoTime() - due, LONGEST_NANOS));
            }
            return nanos;
        };
    }
}
