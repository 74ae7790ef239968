package io.harrier.rpc.trace;

import io.harrier.rpc.concurrent.Ticker;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Collects what tracing needs. Not for several threads. */
public final class TracingBuilder {
    private static final int RING_RECORDS = 4096;
    private static final long SECOND = 1_000_000_000;

    SamplingSettings sampling = SamplingSettings.DEFAULT;
    @Nullable SpanExporter exporter;
    @Nullable TraceBridge bridge;
    int ringRecords = RING_RECORDS;
    boolean b3;
    boolean countOnly;
    Ticker ticker = Ticker.SYSTEM;
    LongSupplier random = TraceIds::ofThread;
    LongSupplier epochNanos = TracingBuilder::systemEpochNanos;
    private boolean keyed = true;

    TracingBuilder() {}

    public TracingBuilder sampling(SamplingSettings settings) {
        sampling = settings;
        return this;
    }

    /**
     * Where records go, said several times: to each. Without an exporter none are made: ids pass
     * on, and calls are counted.
     */
    public TracingBuilder exporter(SpanExporter to) {
        exporter = exporter == null ? to : new BothExporters(exporter, to);
        return this;
    }

    /** Ties the calls to another tracing of the same application. */
    public TracingBuilder bridge(TraceBridge to) {
        bridge = to;
        return this;
    }

    /**
     * Records that wait in one ring at most, of which there are two for each processor; 4,096 of 72
     * bytes if nothing is said.
     *
     * @param records a power of two up to 1,048,576
     */
    public TracingBuilder ringRecords(int records) {
        if (records < 1 || records > 1 << 20 || Integer.bitCount(records) != 1) {
            throw new IllegalArgumentException(
                    "ringRecords: " + records + " (expected: a power of two, 1..1048576)");
        }
        ringRecords = records;
        return this;
    }

    /** Also sends B3's single header, and reads it where W3C's is missing. */
    public TracingBuilder b3(boolean on) {
        b3 = on;
        return this;
    }

    /**
     * Calls are counted and not traced: no thread runs, no trace begins here, and those that begin
     * elsewhere pass through as they are. For those who read the statistics alone. An exporter gets
     * nothing.
     */
    public TracingBuilder countOnly() {
        countOnly = true;
        return this;
    }

    /** For tests: ids as this says. */
    public TracingBuilder random(LongSupplier from) {
        random = from;
        keyed = false;
        return this;
    }

    /** For tests: the time as this says. */
    public TracingBuilder ticker(Ticker of, LongSupplier epochNanosOf) {
        ticker = of;
        epochNanos = epochNanosOf;
        return this;
    }

    /** Starts its threads. */
    public Tracing start() {
        Tracing tracing = new Tracing(this);
        tracing.start();
        return tracing;
    }

    long key() {
        return keyed ? new SplittableRandom(seed()).nextLong() : 0;
    }

    /** Of this process alone; SecureRandom would cost a start some 100 ms. */
    private static long seed() {
        long process = ProcessHandle.current().pid() << 32;
        long host = String.valueOf(System.getenv("HOSTNAME")).hashCode();
        return systemEpochNanos() ^ Long.reverse(System.nanoTime()) ^ process ^ host << 16;
    }

    private static long systemEpochNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }
}
