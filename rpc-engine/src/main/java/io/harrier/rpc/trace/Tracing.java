package io.harrier.rpc.trace;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.metrics.LatencyHistogram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an application traces: its methods and their statistics, the sampling, and the way of
 * records to the exporter. Clients and servers share one; whoever made it closes it after them. For
 * any thread.
 *
 * <pre>{@code
 * Tracing tracing = Tracing.builder().exporter(span -> print(span)).start();
 * RpcServer server = RpcServer.builder().tracing(tracing).service(handler).start();
 * }</pre>
 */
public final class Tracing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Ticker ticker;
    private final LongSupplier epochNanos;
    private final TraceIds ids;
    private final MethodTable methods = new MethodTable(this);
    private final Dictionary texts = new Dictionary(1 << 16);
    private final TraceCounts counts = new TraceCounts();
    private final Sampler sampler;
    private final TailRule tail;
    private final SpanRings rings;
    private final boolean b3;
    private final boolean countsOnly;
    private final LatencyHistogram queueDelays = new LatencyHistogram();
    private final @Nullable TraceBridge bridge;
    private final @Nullable ExportLoop export;
    private final Thread windows;

    /** What is added to the ticker's time to make it that of the calendar. */
    private volatile long epochOffset;

    private volatile boolean closed;
    private boolean complained; // by the thread of the windows

    Tracing(TracingBuilder builder) {
        ticker = builder.ticker;
        epochNanos = builder.epochNanos;
        ids = new TraceIds(builder.random, builder.key());
        sampler = new Sampler(builder.sampling, ticker, methods, counts);
        tail = new TailRule(sampler, counts, builder.sampling.keptPerSecond());
        rings = new SpanRings(builder.ringRecords);
        b3 = builder.b3;
        countsOnly = builder.countOnly;
        bridge = builder.bridge;
        export =
                builder.exporter == null || builder.countOnly
                        ? null
                        : new ExportLoop(
                                rings, new SpanRecord(methods, texts), builder.exporter, counts);
        epochOffset = epochNanos.getAsLong() - ticker.nanos();
        windows = new Thread(this::watch, "rpc-trace-sampling");
        windows.setDaemon(true);
    }

    public static TracingBuilder builder() {
        return new TracingBuilder();
    }

    /** The entry of a method that is served, or called by a client without a name. */
    public TracedMethod method(Side side, String service, String method) {
        return method(side, "", service, method);
    }

    /**
     * The entry of a method; made when it is first asked for.
     *
     * @param client the name of the one that calls it
     */
    public TracedMethod method(Side side, String client, String service, String method) {
        int known = methods.all().size();
        TracedMethod traced = methods.of(side, client, service, method, ticker.nanos());
        if (traced.index() >= known) {
            sampler.onMethod();
        }
        return traced;
    }

    /** All methods that have been asked for. */
    public List<TracedMethod> methods() {
        return List.copyOf(methods.all());
    }

    /** Tells of all methods, and of each that is asked for later: once, before its first call. */
    public void forEachMethod(Consumer<TracedMethod> listener) {
        methods.forEach(listener);
    }

    /** How long calls waited for their handlers; of every 16th call that a server answered. */
    public LatencyHistogram queueDelays() {
        return queueDelays;
    }

    /** Whether it begins no traces: see {@link TracingBuilder#countOnly}. */
    public boolean countsOnly() {
        return countsOnly;
    }

    /**
     * Puts these rules in the place of the former ones, the first that matches a method counts. In
     * force when this returns.
     */
    public void emergency(List<EmergencyRule> rules) {
        sampler.emergency(rules);
    }

    /** The rules that were set last, those among them that have ended, too. */
    public List<EmergencyRule> emergency() {
        return sampler.emergency();
    }

    /**
     * Puts what rules say in the place of what they said before: for each method the most specific
     * first, of which the first that has not ended counts. In force when this returns.
     */
    public void ruled(Map<TracedMethod, List<RuledRate>> rates) {
        sampler.ruled(rates);
    }

    /** The part of a method's calls that is sampled now, where they begin a trace. */
    public double rate(TracedMethod method) {
        return sampler.rate(method);
    }

    public long count(TraceCount what) {
        return counts.get(what);
    }

    /** The time that spans and emergency rules are told in. */
    public long nanos() {
        return ticker.nanos();
    }

    /** Whether B3's header goes beside W3C's, and is read where that is missing. */
    public boolean hasB3() {
        return b3;
    }

    /**
     * What a call made on this thread belongs to: the call that is answered here, seen within the
     * application's own span, if there is one.
     */
    public CallContext around(CallContext here) {
        TraceBridge to = bridge;
        return to == null ? here : to.around(here);
    }

    /** Has the threads of a served call know it as the application's tracing does. */
    public void bind(CallContext call) {
        TraceBridge to = bridge;
        if (to != null) {
            call.alsoBind(to);
        }
    }

    /** Ends its threads; the last records have 2 s to leave. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(windows);
        if (export != null) {
            export.close();
        }
    }

    void start() {
        if (countsOnly) {
            return;
        }
        windows.start();
        if (export != null) {
            export.start();
        }
    }

    /** Ends a window of statistics; one that fails leaves the rates as they are. */
    void onWindow() {
        try {
            endWindow();
        } catch (Throwable e) {
            complain(e);
        }
    }

    private void complain(Throwable problem) {
        if (!complained) {
            complained = true;
            LOG.warn("rates of sampling cannot be set; those of before hold on", problem);
        }
    }

    /** Sets the rates, and the clock. */
    private void endWindow() {
        epochOffset = epochNanos.getAsLong() - ticker.nanos();
        sampler.onWindow();
    }

    /** One look at the rings, as the exporter's thread takes. */
    void export() {
        if (export != null) {
            export.drain();
        }
    }

    TraceIds ids() {
        return ids;
    }

    /** Whether records are made at all. */
    boolean exports() {
        return export != null;
    }

    boolean decide(TracedMethod method, long traceLo, long nowNanos) {
        return export != null && sampler.decide(method, traceLo, nowNanos);
    }

    void onParentsDecision() {
        counts.add(TraceCount.SAMPLED_BY_PARENT);
    }

    /** Whether a call that was not sampled is kept for how it ended. */
    boolean keeps(TracedMethod method, boolean isFailure, long nanos, long nowNanos) {
        return export != null && tail.keeps(method, isFailure, nanos, nowNanos);
    }

    /** Whether a call that was not sampled, and was refused before it ran, is kept. */
    boolean keepsRefused(TracedMethod method, long nowNanos) {
        return export != null && tail.keepsRefused(method, nowNanos);
    }

    /**
     * A root that was sampled will not run.
     *
     * @return whether it was sampled as the first of its second: then another is, and it is not
     */
    boolean takesBack(TracedMethod method, long startNanos) {
        return sampler.takesBack(method, startNanos);
    }

    int number(String text) {
        return texts.number(text);
    }

    void record(
            long traceHi,
            long traceLo,
            long spanId,
            long parentId,
            long startNanos,
            long nanos,
            long queueNanos,
            long sizes,
            long names) {
        if (export != null
                && !rings.offer(
                        traceHi,
                        traceLo,
                        spanId,
                        parentId,
                        startNanos + epochOffset,
                        nanos,
                        queueNanos,
                        sizes,
                        names)) {
            counts.add(TraceCount.DROPPED);
        }
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, WINDOW_NANOS);
            onWindow();
        }
    }
}
