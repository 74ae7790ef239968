package io.harrier.rpc.interop;

import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Threads that call echo, each call with a text of its own, and what came of it. Thread-safe. */
final class EchoLoad implements AutoCloseable {
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 5;
    private static final long POLL_MILLIS = 5;
    private static final int STOP_WITHIN_SECONDS = 10;

    private final EchoService.Iface echo;
    private final int calls;
    private final ExecutorService threads;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private EchoLoad(EchoService.Iface echo, int calls, int threads) {
        this.echo = echo;
        this.calls = calls;
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** Starts the threads; they stop after so many calls between them, or when it is closed. */
    static EchoLoad start(EchoService.Iface echo, int calls, int threads) {
        var load = new EchoLoad(echo, calls, threads);
        for (int i = 0; i < threads; i++) {
            load.threads.execute(load::callUntilDone);
        }
        load.threads.shutdown();
        return load;
    }

    /** A text that no other call has, of changing length. */
    static String text(int call) {
        return "call-" + call + '-' + "x".repeat(call % 997);
    }

    /** Waits for the last call; whether it ended in time. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for so many more right answers; whether they came in time. */
    boolean awaitMoreAnswers(int more, Duration limit) {
        int wanted = answered.get() + more;
        return await(() -> answered.get() >= wanted, limit);
    }

    /** Right answers so far. */
    int answered() {
        return answered.get();
    }

    /** What calls ended with that got no answer, or a wrong one. */
    Queue<Throwable> failures() {
        return failures;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        if (!threads.awaitTermination(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    private void callUntilDone() {
        for (int call = next(); call < calls && !stopped; call = next()) {
            try {
                call(text(call));
            } catch (Throwable e) {
                failures.add(e);
                pause(PAUSE_AFTER_FAILURE_MILLIS);
            }
        }
    }

    private int next() {
        return begun.getAndIncrement();
    }

    private void call(String text) throws Exception {
        String answer = echo.echo(new Msg(text)).getMsg();
        if (!answer.equals(text)) {
            throw new AssertionError("answer: " + answer + " (expected: " + text + ')');
        }
        answered.incrementAndGet();
    }

    /** Waits for something that nothing announces; whether it came in time. */
    static boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            pause(POLL_MILLIS);
        }
        return condition.getAsBoolean();
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
