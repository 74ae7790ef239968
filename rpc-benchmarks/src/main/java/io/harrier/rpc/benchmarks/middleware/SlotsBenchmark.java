package io.harrier.rpc.benchmarks.middleware;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.ContextKey;
import io.harrier.rpc.context.Metadata;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What do the typed slots of a call's context cost? No memory. Run: {@code bench context-slots} */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SlotsBenchmark {
    private static final ContextKey<String> FIRST = ContextKey.named("first");
    private static final ContextKey<String> SECOND = ContextKey.named("second");

    private final CallContext context =
            new CallContext("s", "m", "c", "a", Metadata.NONE, CallContext.NO_DEADLINE);

    @Benchmark
    public @Nullable String get() {
        return context.get(FIRST);
    }

    @Benchmark
    public @Nullable String putAndGet() {
        context.put(SECOND, "value");
        return context.get(SECOND);
    }
}
