package io.harrier.rpc.benchmarks.micro;

import io.harrier.rpc.benchmarks.machine.CoreDistance;
import io.harrier.rpc.benchmarks.machine.CoreDistanceProfiler;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
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
 * for more than it is. Where threads hand things to each other only iterations count in which the
 * processors were near each other, if there are enough of them.
 */
final class Measured {
    private static final String BYTES = "gc.alloc.rate.norm";

    private static final int LEAST_SECONDS = 3;

    /** By method and parameters, such as {@code encode(1024)}. */
    private final Map<String, RunResult> results;

    private final double leastDistance;

    private Measured(Collection<RunResult> all, double knownDistance) {
        results = all.stream().collect(Collectors.toMap(Measured::name, result -> result));
        leastDistance =
                results.values().stream()
                        .flatMap(Measured::iterations)
                        .mapToDouble(Measured::distance)
                        .reduce(knownDistance, Math::min);
    }

    /**
     * Runs benchmarks of a class.
     *
     * @param methods a regular expression of their names
     * @param isShort one fork and short iterations; else three forks
     * @param shortWarmups iterations before those that count, of a short run
     * @param isHandingOver whether threads hand things to each other
     */
    static Measured of(
            Class<?> benchmarks,
            String methods,
            boolean isShort,
            int shortWarmups,
            boolean isHandingOver)
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
        double least = Double.POSITIVE_INFINITY;
        if (isHandingOver) {
            least = CoreDistance.least(LEAST_SECONDS);
            options.addProfiler(CoreDistanceProfiler.class)
                    .jvmArgsPrepend("-D" + CoreDistanceProfiler.LEAST + '=' + least)
                    .measurementIterations(isShort ? 6 : 9);
        }
        return new Measured(new Runner(options.build()).run(), least);
    }

    /** Which of them met processors that were mostly apart; what was measured then is no result. */
    List<String> noise() {
        return results.entrySet().stream()
                .filter(each -> near(each.getValue()).count() < CoreDistance.ENOUGH)
                .map(
                        each ->
                                String.format(
                                        Locale.ROOT,
                                        "noisy: %s: the processors were apart in all but %d iterations (near: %.0f ns); take the run again",
                                        each.getKey(),
                                        near(each.getValue()).count(),
                                        leastDistance))
                .toList();
    }

    double nanos(String benchmark) {
        TimeUnit unit = result(benchmark).getParams().getTimeUnit();
        return median(iterations(benchmark, IterationResult::getPrimaryResult)) * unit.toNanos(1);
    }

    double bytes(String benchmark) {
        return median(iterations(benchmark, each -> each.getSecondaryResults().get(BYTES)));
    }

    /** What a benchmark counted itself for each of something else, by the names of its counters. */
    double counted(String benchmark, String counter, String each) {
        return median(that(benchmark).mapToDouble(one -> score(one, counter) / score(one, each)));
    }

    private DoubleStream iterations(
            String benchmark, Function<IterationResult, @Nullable Result<?>> part) {
        return that(benchmark).mapToDouble(iteration -> score(part.apply(iteration)));
    }

    /** The iterations that count. */
    private Stream<IterationResult> that(String benchmark) {
        RunResult result = result(benchmark);
        return near(result).count() < CoreDistance.ENOUGH ? iterations(result) : near(result);
    }

    private Stream<IterationResult> near(RunResult result) {
        return iterations(result).filter(one -> CoreDistance.isNear(distance(one), leastDistance));
    }

    private static Stream<IterationResult> iterations(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream());
    }

    private static double distance(IterationResult iteration) {
        Result<?> distance = iteration.getSecondaryResults().get(CoreDistanceProfiler.NAME);
        return distance == null ? Double.NaN : distance.getScore();
    }

    private static double score(IterationResult iteration, String counter) {
        return score(iteration.getSecondaryResults().get(counter));
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
