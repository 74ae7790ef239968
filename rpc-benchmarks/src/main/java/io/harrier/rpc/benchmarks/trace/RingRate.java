package io.harrier.rpc.benchmarks.trace;

import io.harrier.rpc.benchmarks.trace.TraceBench.Answer;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.SpanRecord;
import io.harrier.rpc.trace.TraceCount;
import io.harrier.rpc.trace.Tracing;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many records a second go from one thread, which begins and ends sampled calls, through the
 * ring to the exporter's thread? Counted there; the writer waits when the ring is half full, so
 * that none is dropped. An article says 8.3 million.
 */
final class RingRate {
    private static final double ARTICLE = 8_300_000;
    private static final int RING_RECORDS = 1 << 18;
    private static final int LOOK_EACH = 256;

    private final AtomicLong drained = new AtomicLong();
    private long wrong;
    private long last = -1;
    private long count;

    static Answer measure(boolean isShort) {
        RingRate ring = new RingRate();
        double best = 0;
        try (Tracing tracing =
                Tracing.builder()
                        .sampling(SamplingSettings.NONE)
                        .ringRecords(RING_RECORDS)
                        .exporter(ring::take)
                        .start()) {
            BenchCall call = new BenchCall(tracing.method(Side.CLIENT, "Users", "find"));
            for (int round = 0; round < 5; round++) {
                double rate = ring.round(call, isShort ? 2 : 6);
                TraceBench.print("round %d: %.1f million records a second", round, rate / 1e6);
                best = round == 0 ? best : Math.max(best, rate);
            }
            long dropped = tracing.count(TraceCount.DROPPED);
            if (dropped > 0 || ring.wrong > 0) {
                throw new IllegalStateException(
                        dropped + " dropped, " + ring.wrong + " out of order (expected: none)");
            }
        }
        return new Answer(best, best, ARTICLE);
    }

    private double round(BenchCall call, int seconds) {
        long begin = System.nanoTime();
        long before = drained.get();
        long written = count;
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
            for (int i = 0; i < LOOK_EACH; i++) {
                call.beginChild(count, 1, 1, TraceFlags.SAMPLED, begin);
                call.end(Endings.VALUE, begin + 50_000);
                count++;
            }
            while (count - drained.get() > RING_RECORDS / 2) {
                Thread.onSpinWait();
            }
        }
        while (drained.get() - before < count - written) {
            Thread.onSpinWait();
        }
        return (drained.get() - before) * 1e9 / (System.nanoTime() - begin);
    }

    /** On the exporter's thread; looks at each record. */
    private void take(SpanRecord span) {
        long number = span.traceHi();
        if (number != last + 1 || span.durationNanos() != 50_000) {
            wrong++;
        }
        last = number;
        drained.lazySet(number + 1);
    }
}
