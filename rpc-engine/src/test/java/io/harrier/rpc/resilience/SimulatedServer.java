package io.harrier.rpc.resilience;

import io.harrier.rpc.resilience.AdaptiveLimit.Typical;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * A server of so many permits, with the limit before it, in simulated time: the same seed gives the
 * same calls. Calls come at random times, whether others were answered or not.
 */
final class SimulatedServer {
    private static final double SECOND = 1e9;

    private final int permits;
    private final long serviceNanos;
    private final Random random;
    private final AdaptiveLimit limit = new AdaptiveLimit(ConcurrencyPolicy.DEFAULT, 0);
    private final Typical typical = new Typical();
    private final PriorityQueue<Call> running =
            new PriorityQueue<>(Comparator.comparingLong(Call::end));
    private final Queue<Call> queued = new ArrayDeque<>();
    private long now;
    private int slowness = 1;
    private boolean isRandom;

    private record Call(long start, boolean probe, long end) {}

    /** What came of the calls of a run. */
    record Outcome(double seconds, int refused, List<Long> nanos) {
        double answeredPerSecond() {
            return nanos.size() / seconds;
        }

        double refusedShare() {
            return (double) refused / (refused + nanos.size());
        }

        double p99Millis() {
            return nanos.stream().sorted().skip(nanos.size() * 99L / 100).findFirst().orElse(0L)
                    / 1e6;
        }
    }

    SimulatedServer(int permits, long serviceMillis, long seed) {
        this.permits = permits;
        serviceNanos = serviceMillis * 1_000_000;
        random = new Random(seed);
    }

    /** Calls that take from nothing to four times the time, which stays the mean. */
    SimulatedServer withRandomTimes() {
        isRandom = true;
        return this;
    }

    void slowDown(int times) {
        slowness = times;
    }

    int limit() {
        return limit.limit();
    }

    Outcome run(int seconds, double callsPerSecond) {
        long end = now + (long) (seconds * SECOND);
        List<Long> nanos = new ArrayList<>();
        int refused = 0;
        long next = now + gap(callsPerSecond);
        while (next < end) {
            while (!running.isEmpty() && running.peek().end() <= next) {
                nanos.add(finish(running.remove()));
            }
            now = next;
            refused += arrive() ? 0 : 1;
            next = now + gap(callsPerSecond);
        }
        now = end;
        return new Outcome(seconds, refused, nanos);
    }

    private boolean arrive() {
        if (!limit.enter()) {
            return false;
        }
        queued.add(new Call(now, limit.isProbing(), 0));
        startQueued();
        return true;
    }

    private long finish(Call call) {
        now = call.end();
        limit.leave(typical, now - call.start(), call.probe(), now);
        startQueued();
        return now - call.start();
    }

    private void startQueued() {
        while (running.size() < permits && !queued.isEmpty()) {
            Call call = queued.remove();
            running.add(new Call(call.start(), call.probe(), now + time()));
        }
    }

    private long time() {
        double factor = isRandom ? 4 * random.nextDouble() * random.nextDouble() : 1;
        return Math.max(1, (long) (serviceNanos * slowness * factor));
    }

    private long gap(double callsPerSecond) {
        return (long) (-Math.log(1 - random.nextDouble()) * SECOND / callsPerSecond);
    }
}
