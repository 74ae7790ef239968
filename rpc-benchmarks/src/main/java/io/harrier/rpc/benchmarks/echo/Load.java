package io.harrier.rpc.benchmarks.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Keeps 32 calls in flight for the length of a window. Each caller has one call at a time and
 * checks what came back; the first that fails fails the window.
 */
final class Load {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PATIENCE_SECONDS = 10;

    private final EchoTarget target;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(EchoTarget.CALLS_IN_FLIGHT);

    Load(EchoTarget target) {
        this.target = target;
    }

    /** Callers on threads of their own, which wait for their replies. */
    Window blocking(long millis) throws Exception {
        return measure(millis, end -> threads.submit(caller(end)));
    }

    /** Callers that are chains: each reply starts the next call, on the event loop. */
    Window async(long millis) throws Exception {
        return measure(millis, end -> new Chain(end).begin());
    }

    private interface Caller {
        /** Calls until {@code endNanos}; how long each call took. */
        Future<Histogram> start(long endNanos) throws Exception;
    }

    private Window measure(long millis, Caller caller) throws Exception {
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
        List<Future<Histogram>> callers = new ArrayList<>();
        for (int i = 0; i < EchoTarget.CALLS_IN_FLIGHT; i++) {
            callers.add(caller.start(end));
        }
        Histogram all = histogram();
        for (Future<Histogram> one : callers) {
            all.add(one.get(millis + PATIENCE_SECONDS * 1000, TimeUnit.MILLISECONDS));
        }
        return Window.of(all, System.nanoTime() - start);
    }

    private Callable<Histogram> caller(long end) {
        return () -> {
            Histogram nanos = histogram();
            for (long now = System.nanoTime(); now - end < 0; ) {
                requireWhole(target.echo());
                long then = now;
                now = System.nanoTime();
                nanos.recordValue(Math.min(now - then, LONGEST_NANOS));
            }
            return nanos;
        };
    }

    private final class Chain {
        private final CompletableFuture<Histogram> ended = new CompletableFuture<>();
        private final Histogram nanos = histogram();
        private final long end;

        Chain(long end) {
            this.end = end;
        }

        CompletableFuture<Histogram> begin() throws Exception {
            call(System.nanoTime());
            return ended;
        }

        private void call(long now) throws Exception {
            target.echoAsync().whenComplete((length, error) -> onReply(now, length, error));
        }

        private void onReply(long then, Integer length, Throwable error) {
            try {
                if (error != null) {
                    throw new IllegalStateException(error);
                }
                requireWhole(length);
                long now = System.nanoTime();
                nanos.recordValue(Math.min(now - then, LONGEST_NANOS));
                if (now - end < 0) {
                    call(now);
                } else {
                    ended.complete(nanos);
                }
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        }
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, 2);
    }

    private static void requireWhole(int length) {
        if (length != EchoTarget.MESSAGE_LENGTH) {
            throw new IllegalStateException(
                    "length: " + length + " (expected: " + EchoTarget.MESSAGE_LENGTH + ')');
        }
    }
}
