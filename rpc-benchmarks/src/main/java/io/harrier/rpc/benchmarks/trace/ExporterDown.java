package io.harrier.rpc.benchmarks.trace;

import io.harrier.rpc.benchmarks.idl.Echo;
import io.harrier.rpc.benchmarks.idl.Message;
import io.harrier.rpc.benchmarks.trace.TraceBench.Answer;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.TraceCount;
import io.harrier.rpc.trace.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many calls does an exporter that never returns block? Every call is sampled; those that fail,
 * or take longer than a second, count. The heap may grow by the rings, and by no more.
 */
final class ExporterDown {
    private static final long BLOCKED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int THREADS = 8;
    private static final int RING_RECORDS = 4096;
    private static final int RECORD_BYTES = 72;
    private static final double MB = 1 << 20;

    /** What the JVM itself may add meanwhile: compiled code's data, buffers. */
    private static final double SLACK_MB = 16;

    private final LongAdder calls = new LongAdder();
    private final LongAdder blocked = new LongAdder();
    private final AtomicBoolean over = new AtomicBoolean();

    static Answer measure(boolean isShort) throws Exception {
        return new ExporterDown().run(isShort ? 10 : 60);
    }

    private Answer run(int seconds) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Tracing tracing =
                        Tracing.builder()
                                .sampling(new SamplingSettings(1, 1, 1, false, 0))
                                .ringRecords(RING_RECORDS)
                                .exporter(span -> await(never))
                                .start();
                RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .tracing(tracing)
                                .service(new Handler())
                                .start();
                RpcClient client =
                        RpcClient.builder("127.0.0.1:" + server.port())
                                .timeout(Duration.ofSeconds(10))
                                .tracing(tracing)
                                .build()) {
            Echo.Iface echo = client.proxy(Echo.Iface.class);
            load(echo, 2);
            double before = usedMb();
            load(echo, seconds);
            double growth = usedMb() - before;
            double rings = rings() * RING_RECORDS * RECORD_BYTES / MB;
            TraceBench.print(
                    "%d calls, %d records dropped; heap %+.1f MB, rings %.1f MB at most",
                    calls.sum(), tracing.count(TraceCount.DROPPED), growth, rings);
            never.countDown();
            if (growth > rings + SLACK_MB || tracing.count(TraceCount.DROPPED) == 0) {
                throw new IllegalStateException("the heap grew more, or nothing was dropped");
            }
            return new Answer(blocked.sum(), growth, rings);
        }
    }

    private void load(Echo.Iface echo, int seconds) throws InterruptedException {
        over.set(false);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(new Thread(() -> call(echo)));
        }
        threads.forEach(Thread::start);
        TimeUnit.SECONDS.sleep(seconds);
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void call(Echo.Iface echo) {
        Message message = new Message("echo", "x".repeat(100));
        while (!over.get()) {
            long begin = System.nanoTime();
            boolean failed = false;
            try {
                echo.echo(message);
            } catch (Exception e) {
                failed = true;
            }
            calls.increment();
            if (failed || System.nanoTime() - begin > BLOCKED_NANOS) {
                blocked.increment();
            }
        }
    }

    private static int rings() {
        return Math.min(32, Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 2);
    }

    private static double usedMb() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MB;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Handler implements Echo.Iface {
        @Override
        public Message echo(Message request) {
            return new Message(request.getAction(), request.getMsg());
        }
    }
}
