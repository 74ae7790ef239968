package io.harrier.rpc.benchmarks.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Calls that start at their times, whatever became of those before them, as users' calls do. A
 * call's time counts from when it was meant to start, so that whoever is late cannot hide it. Those
 * of a run-up before the window are made, and not timed: what has slept for the others' windows is
 * slow for some milliseconds, which in half a second would be each hundredth call.
 *
 * <p>The thread that paces them sleeps between, and starts at once all that are due: it must not
 * take a processor from those it measures.
 */
final class OpenLoop {
    private static final long SHORTEST_SLEEP_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long PATIENCE_SECONDS = 10;
    static final int RUN_UP_MILLIS = 300;

    /** Calls of callers that do not wait: contestants refuse too many, so those start late. */
    private static final int MOST_IN_FLIGHT = 200;

    private final ConcurrentHistogram nanos = Nanos.ofMany();
    private final Phaser inFlight = new Phaser(1);
    private final Semaphore room = new Semaphore(MOST_IN_FLIGHT);
    private final AtomicReference<@Nullable Throwable> firstError = new AtomicReference<>();
    private final EchoClient client;
    private final Message message;
    private final Order order;

    OpenLoop(EchoClient client, Message message, Order order) {
        this.client = client;
        this.message = message;
        this.order = order;
    }

    Window run() throws Exception {
        if (client.isAsync()) {
            return pace(() -> client.echoAsync(message.text()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(order.callers());
        try {
            return pace(() -> CompletableFuture.supplyAsync(this::echo, threads));
        } finally {
            threads.shutdown();
        }
    }

    private interface Call {
        CompletionStage<Integer> start() throws Exception;
    }

    private int echo() {
        try {
            return client.echo(message.text());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Window pace(Call call) throws Exception {
        long untimed = callsIn(RUN_UP_MILLIS);
        long all = untimed + callsIn(order.millis());
        double interval = 1e9 / order.rate();
        long start = System.nanoTime();
        for (long begun = 0; begun < all; ) {
            long now = System.nanoTime();
            for (long due = Math.min(all, (long) ((now - start) / interval) + 1);
                    begun < due;
                    begun++) {
                begin(call, start + (long) (begun * interval), begun >= untimed);
            }
            long rest = start + (long) (begun * interval) - System.nanoTime();
            LockSupport.parkNanos(Math.max(rest, SHORTEST_SLEEP_NANOS));
        }
        awaitReplies();
        return Window.of(nanos, all, System.nanoTime() - start);
    }

    private long callsIn(long millis) {
        return order.rate() * millis / 1000;
    }

    private void begin(Call call, long intended, boolean isTimed) throws Exception {
        room.acquire();
        inFlight.register();
        call.start().whenComplete((length, error) -> end(intended, isTimed, length, error));
    }

    private void end(long intended, boolean isTimed, Integer length, @Nullable Throwable error) {
        try {
            if (error != null) {
                throw error;
            }
            message.requireWhole(length);
            if (isTimed) {
                Nanos.record(nanos, System.nanoTime() - intended);
            }
        } catch (Throwable e) {
            firstError.compareAndSet(null, e);
        } finally {
            room.release();
            inFlight.arriveAndDeregister();
        }
    }

    private void awaitReplies() throws Exception {
        inFlight.awaitAdvanceInterruptibly(inFlight.arrive(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        Throwable error = firstError.get();
        if (error != null) {
            throw new IllegalStateException("a call of an open loop failed", error);
        }
    }
}
