package io.harrier.rpc.benchmarks.trace;

import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.frame.thrift.HeaderBlock;
import io.harrier.rpc.frame.thrift.HeaderTemplate;
import io.harrier.rpc.frame.thrift.TTHeaderWriter;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.TraceCount;
import io.harrier.rpc.trace.Tracing;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does tracing add to a call, not sampled and sampled? At most 25 ns, with the header 75 ns;
 * at most 150 ns; no byte. The clock is not read here: the times of calls are given.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TraceBenchmark {
    /** So that one of a million calls is the first of its second. */
    private static final long STEP_NANOS = 1_000;

    private static final int RING_RECORDS = 1 << 18;

    private final Tracing tracing =
            Tracing.builder()
                    .sampling(new SamplingSettings(1e-9, 0.05, 0.05, true, 100))
                    .ringRecords(RING_RECORDS)
                    .exporter(span -> {})
                    .start();
    private final BenchCall call = new BenchCall(tracing.method(Side.CLIENT, "Users", "find"));
    private final BenchCall served = new BenchCall(tracing.method(Side.SERVER, "Users", "find"));
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(1024);
    private final SdkTracerProvider provider =
            SdkTracerProvider.builder()
                    .addSpanProcessor(BatchSpanProcessor.builder(new Nowhere()).build())
                    .build();
    private final OtelTracer tracer =
            new OtelTracer(provider.get("bench"), new OtelCurrentTraceContext(), event -> {});
    private byte[] withTrace = {};
    private byte[] withoutTrace = {};
    private long now = System.nanoTime();

    @Setup
    public void setUp() {
        withTrace = header(true);
        withoutTrace = header(false);
    }

    @TearDown
    public void tearDown() {
        System.out.println("records dropped: " + tracing.count(TraceCount.DROPPED));
        tracing.close();
        provider.close();
        out.release();
    }

    /** Decision and statistics. */
    @Benchmark
    public void unsampled() {
        now += STEP_NANOS;
        call.beginRoot(now);
        call.end(Endings.VALUE, now + 50_000);
    }

    /** And the header, as a client writes it. */
    @Benchmark
    public void unsampledOut() {
        now += STEP_NANOS;
        call.beginRoot(now);
        headerWriter()
                .trace(
                        call.traceHi(),
                        call.traceLo(),
                        call.spanId(),
                        call.traceFlags(),
                        null,
                        false);
        call.end(Endings.VALUE, now + 50_000);
    }

    /** What {@link #unsampledOut} does for the header's other parts. */
    @Benchmark
    public Object nothingOut() {
        return headerWriter();
    }

    /** And the header, as a server reads it. */
    @Benchmark
    public Object unsampledIn() {
        now += STEP_NANOS;
        HeaderBlock head = new HeaderBlock(withTrace, 2);
        served.beginChild(
                head.traceHi(), head.traceLo(), head.traceSpanId(), head.traceFlags(), now);
        served.end(Endings.VALUE, now + 50_000);
        return head;
    }

    /** What {@link #unsampledIn} does for the header's other parts. */
    @Benchmark
    public Object nothingIn() {
        return new HeaderBlock(withoutTrace, 2);
    }

    /** Statistics, record and publication. */
    @Benchmark
    public void sampled() {
        now += STEP_NANOS;
        call.beginChild(now, now, now, TraceFlags.SAMPLED, now);
        call.end(Endings.VALUE, now + 50_000);
    }

    /** OpenTelemetry's SDK through Micrometer, with its batches to nowhere. */
    @Benchmark
    public void openTelemetry() {
        Span span = tracer.nextSpan().name("Users/find").start();
        span.tag("rpc.method", "find");
        span.end();
    }

    private TTHeaderWriter headerWriter() {
        out.clear();
        return new TTHeaderWriter(out, 0, 7, 0);
    }

    private byte[] header(boolean isTraced) {
        TTHeaderWriter writer = headerWriter();
        writer.strings(HeaderTemplate.builder().string("isn", "Users").build());
        if (isTraced) {
            writer.trace(
                    0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L, 0xf067aa0ba902b7L, 2, null, false);
        }
        writer.ints(
                HeaderTemplate.builder().integer(3, "shop").integer(6, "users").build(), 0, null);
        byte[] variable = new byte[out.writerIndex() - 14];
        out.getBytes(14, variable);
        return variable;
    }

    /** An exporter that is done at once. */
    private static final class Nowhere implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
