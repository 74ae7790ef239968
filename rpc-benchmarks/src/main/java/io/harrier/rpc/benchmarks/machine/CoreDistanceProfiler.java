package io.harrier.rpc.benchmarks.machine;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Notes beside each iteration how far the processors were from each other, the worse of before and
 * after; and lets those that are measured wait some seconds until they are near.
 */
public final class CoreDistanceProfiler implements InternalProfiler {
    /** Its result's name. */
    public static final String NAME = "core.distance";

    /** The system property with the least distance that is known here. */
    public static final String LEAST = "bench.core.distance";

    private static final int PATIENCE_SECONDS = 4;

    private final double least = Double.parseDouble(System.getProperty(LEAST, "NaN"));
    private double before;

    @Override
    public String getDescription() {
        return "ns from processor to processor";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            CoreDistance.awaitNear(least, PATIENCE_SECONDS);
        }
        before = CoreDistance.nanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = Math.max(before, CoreDistance.nanos());
        return List.of(new ScalarResult(NAME, nanos, "ns", AggregationPolicy.MAX));
    }
}
