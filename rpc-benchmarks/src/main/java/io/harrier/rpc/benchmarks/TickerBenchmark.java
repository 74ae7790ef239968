package io.harrier.rpc.benchmarks;

import io.harrier.rpc.concurrent.Ticker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What does looking at the clock cost? */
@State(Scope.Benchmark)
public class TickerBenchmark {
    private final Ticker ticker = Ticker.system();

    /** Does the interface cost more than System.nanoTime()? It should not. */
    @Benchmark
    public long nanos() {
        return ticker.nanos();
    }
}
