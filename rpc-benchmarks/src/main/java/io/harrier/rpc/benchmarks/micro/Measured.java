package io.harrier.rpc.benchmarks.micro;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What one run of JMH measured: times and allocated bytes an operation, each the median of all
 * iterations of all forks, so that one that fell into a compilation or a busy moment does not count
 * for more than it is.
 */
final class Measured {
    private static final String BYTES = "gc.alloc.rate.norm";

    /** By method and parameters, such as {@code encode(1024)}. */
    private final Map<String, RunResult> results;

    private Measured(Collection<RunResult> all) {
        results = all.stream().collect(Collectors.toMap(Measured::name, result -> result));
    }

    /**
     * Runs benchmarks of a class.
     *
     * @param methods a regular expression of their names
     * @param isShort one fork and short iterations; else three forks
     * @param shortWarmups iterations before those that count, of a short run
     */
    static Measured of(Class<?> benchmarks, String methods, boolean isShort, int shortWarmups)
            throws RunnerException {
        TimeValue iteration = TimeValue.milliseconds(isShort ? 400 : 1_000);
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(
                                '^'
                                        + benchmarks.getName().replace(".", "\\.")
                                        + "\\.("
                                        + methods
                                        + ")$")
                        .addProfiler(GCProfiler.class)
                        .forks(isShort ? 1 : 3)
                        .warmupIterations(isShort ? shortWarmups : 5)
                        .warmupTime(iteration)
                        .measurementIterations(isShort ? 3 : 6)
                        .measurementTime(iteration);
        return new Measured(new Runner(options.build()).run());
    }

    double nanos(String benchmark) {
        TimeUnit unit = result(benchmark).getParams().getTimeUnit();
        return median(iterations(benchmark, IterationResult::getPrimaryResult)) * unit.toNanos(1);
    }

    double bytes(String benchmark) {
        return median(iterations(benchmark, each -> each.getSecondaryResults().get(BYTES)));
    }

    /** What a benchmark counted itself, by the name of its counter. */
    double counted(String benchmark, String counter) {
        return median(
                result(benchmark).getBenchmarkResults().stream()
                        .mapToDouble(fork -> score(fork.getSecondaryResults().get(counter))));
    }

    private DoubleStream iterations(
            String benchmark, Function<IterationResult, @Nullable Result<?>> part) {
        return result(benchmark).getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> score(part.apply(iteration)));
    }

    private static double score(@Nullable Result<?> result) {
        return Objects.requireNonNull(result, "JMH has no such result").getScore();
    }

    private static double median(DoubleStream scores) {
        double[] sorted = scores.sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private RunResult result(String benchmark) {
        RunResult result = results.get(benchmark);
        if (result == null) {
            throw new IllegalArgumentException(
                    "benchmark " + benchmark + " (expected: one of " + results.keySet() + ')');
        }
        return result;
    }

    private static String name(RunResult result) {
        String full = result.getParams().getBenchmark();
        String method = full.substring(full.lastIndexOf('.') + 1);
        List<String> values =
                result.getParams().getParamsKeys().stream()
                        .map(result.getParams()::getParam)
                        .toList();
        return values.isEmpty() ? method : method + '(' + String.join(",", values) + ')';
    }
}
