package io.harrier.rpc.benchmarks.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client under load for the length of a window, and checks what comes back; the first call
 * that fails fails the window. What it needs for that it keeps, so that windows allocate for calls
 * alone.
 */
final class Load {
    private static final long PATIENCE_MILLIS = 10_000;

    private final EchoClient client;
    private final ExecutorService platformThreads = Executors.newCachedThreadPool();
    private final ExecutorService virtualThreads = VirtualThreads.executor();
    private final List<Histogram> histograms = new ArrayList<>();

    Load(EchoClient client) {
        this.client = client;
    }

    Window run(Order order) throws Exception {
        Message message = Message.of(order.bytes());
        return switch (order.mode()) {
            case BLOCKING ->
                    closed(order, caller -> platformThreads.submit(blocking(caller, message)));
            case VIRTUAL ->
                    closed(order, caller -> virtualThreads.submit(blocking(caller, message)));
            case ASYNC -> closed(order, caller -> new Chain(client, message, caller).begin());
            case OPEN -> new OpenLoop(client, message, order).run();
        };
    }

    /**
     * Who calls until {@code endNanos}, once at least, and notes in {@code nanos} how long each
     * call took.
     */
    record Caller(Histogram nanos, long endNanos) {}

    private interface Starter {
        Future<?> start(Caller caller) throws Exception;
    }

    private Window closed(Order order, Starter starter) throws Exception {
        prepareHistograms(order.callers());
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(order.millis());
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < order.callers(); i++) {
            callers.add(starter.start(new Caller(histograms.get(i), end)));
        }
        for (Future<?> caller : callers) {
            caller.get(order.millis() + PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return Window.of(sum(order.callers()), System.nanoTime() - start);
    }

    private void prepareHistograms(int count) {
        while (histograms.size() < count) {
            histograms.add(Nanos.ofOneThread());
        }
        histograms.forEach(Histogram::reset);
    }

    private Histogram sum(int count) {
        Histogram all = Nanos.ofOneThread();
        histograms.subList(0, count).forEach(all::add);
        return all;
    }

    private Callable<@Nullable Void> blocking(Caller caller, Message message) {
        return () -> {
            long now = System.nanoTime();
            do {
                message.requireWhole(client.echo(message.text()));
                long then = now;
                now = System.nanoTime();
                Nanos.record(caller.nanos, now - then);
            } while (now - caller.endNanos < 0);
            return null;
        };
    }
}
