package io.harrier.rpc.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many calls may be inside at once, found by how long they queue: a call that takes longer than
 * its method does when few are inside has waited for something. Lock-free, for any thread.
 *
 * <pre>
 *   stretch    time of a call / typical time of its method, on average over a window
 *   gradient   1.5 / stretch, within 0.5..1
 *   limit      4/5 limit + 1/5 (gradient * limit + 4), at the end of each window;
 *              3/2 limit while calls were refused and none has waited;
 *              it grows only if half of it was in use
 * </pre>
 *
 * <p>With c calls served at once the limit comes to rest at 1.5 c + 4. What is typical is learned
 * while less than half of the limit is in use; and, as a server that is always full has no such
 * time, in probes: now and then, while calls are refused, a quarter of the limit is let in for as
 * long as a few calls take. Sources: the gradient of Netflix' concurrency-limits, the probes of
 * brpc.
 */
final class AdaptiveLimit {
    static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    static final long PROBE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    static final long PROBE_AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int WINDOW_CALLS = 20;
    private static final int PROBE_CALLS = 32;
    private static final double TOLERANCE = 1.5;
    private static final double NO_QUEUE = 1.2;
    private static final double QUEUE = 4;
    private static final double SMOOTHING = 0.2;
    private static final int ONE = 1 << 10;

    private final ConcurrencyPolicy policy;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicLong stretch = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger probed = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();

    private volatile double limit;
    private volatile boolean refused;
    private volatile boolean probing;
    private volatile long windowStart;
    private volatile long probeStart;

    AdaptiveLimit(ConcurrencyPolicy policy, long now) {
        this.policy = policy;
        limit = policy.initial();
        windowStart = now;
        probeStart = now;
    }

    /** What one method takes when few calls are inside. */
    static final class Typical {
        /** Calls that a mean is made of: their times may differ much by nature. */
        private static final int ENOUGH = 32;

        private final AtomicInteger learned = new AtomicInteger();
        private final AtomicLong probeNanos = new AtomicLong();
        private final AtomicInteger probes = new AtomicInteger();

        private volatile long nanos;

        /** Racing threads may lose each other's part of the mean; it is one of many. */
        void learn(long took) {
            int weight = isKnown() ? ENOUGH : learned.incrementAndGet();
            nanos += (took - nanos) / weight;
        }

        /** Those of one probe may not be enough: then the next one's are added. */
        void probe(long took) {
            probeNanos.addAndGet(took);
            if (probes.incrementAndGet() >= ENOUGH) {
                nanos = probeNanos.getAndSet(0) / Math.max(1, probes.getAndSet(0));
            }
        }

        boolean isKnown() {
            return learned.get() >= ENOUGH;
        }

        int stretch(long took) {
            return (int) Math.min(Integer.MAX_VALUE >> 8, took * ONE / Math.max(1, nanos));
        }
    }

    /** Calls that may be inside now. */
    int limit() {
        return Math.max(policy.min(), (int) (probing ? limit / 4 : limit));
    }

    int inside() {
        return inside.get();
    }

    /** Lets a call in, if there is room. */
    boolean enter() {
        int most = limit();
        int now = inside.get();
        while (now < most) {
            int witness = inside.compareAndExchange(now, now + 1);
            if (witness == now) {
                if (now + 1 > peak.get()) {
                    peak.set(now + 1);
                }
                return true;
            }
            now = witness;
        }
        peak.set(most);
        refused = true;
        return false;
    }

    /** Whether a call that enters now is one of a probe; asked behind {@link #enter}. */
    boolean isProbing() {
        return probing;
    }

    /**
     * A call has ended.
     *
     * @param took since it entered
     * @param probe whether it entered in a probe
     */
    void leave(Typical method, long took, boolean probe, long now) {
        int others = inside.decrementAndGet();
        if (probe) {
            method.probe(took);
            probed.incrementAndGet();
        } else {
            if (!method.isKnown() || others < limit / 2) {
                method.learn(took);
            }
            if (method.isKnown()) {
                stretch.addAndGet(method.stretch(took));
                calls.incrementAndGet();
            }
        }
        if (isDue(now) && closing.compareAndSet(false, true)) {
            step(now);
            closing.set(false);
        }
    }

    private boolean isDue(long now) {
        return probing
                ? probed.get() >= PROBE_CALLS || now - probeStart >= PROBE_AT_MOST_NANOS
                : now - windowStart >= WINDOW_NANOS && calls.get() >= WINDOW_CALLS;
    }

    private void step(long now) {
        if (!isDue(now)) {
            return; // another thread was faster
        }
        if (probing) {
            probing = false;
            probeStart = now;
        } else {
            adapt();
            if (refused && now - probeStart >= PROBE_EVERY_NANOS) {
                probed.set(0);
                probeStart = now;
                probing = true;
            }
        }
        stretch.set(0);
        calls.set(0);
        peak.set(inside.get());
        refused = false;
        windowStart = now;
    }

    private void adapt() {
        double mean = (double) stretch.get() / Math.max(1, calls.get()) / ONE;
        double gradient = Math.max(0.5, Math.min(1, TOLERANCE / mean));
        double next = limit * (1 - SMOOTHING) + (limit * gradient + QUEUE) * SMOOTHING;
        if (refused && mean < NO_QUEUE) {
            next = limit * 1.5;
        }
        if (next < limit || peak.get() >= limit / 2) {
            limit = Math.max(policy.min(), Math.min(policy.max(), next));
        }
    }
}
