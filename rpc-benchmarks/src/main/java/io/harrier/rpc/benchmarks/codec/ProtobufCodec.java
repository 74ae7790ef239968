package io.harrier.rpc.benchmarks.codec;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs {@link ProtobufCodecBenchmark} and prints its figure: the worse of the two ratios, each by
 * what it should be at most. 1 or less is as good as we want to be.
 */
public final class ProtobufCodec {
    private static final double SMALL_RATIO = 1.1;
    private static final double NESTED_RATIO = 0.8;

    private ProtobufCodec() {}

    public static void main(String[] arguments) throws RunnerException {
        boolean isShort = List.of(arguments).contains("--short");
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(ProtobufCodecBenchmark.class.getName() + ".round.*")
                        .param("shape", "a", "b")
                        .addProfiler(GCProfiler.class)
                        .forks(isShort ? 2 : 5)
                        .warmupIterations(isShort ? 3 : 5)
                        .measurementIterations(isShort ? 4 : 10)
                        .warmupTime(TimeValue.milliseconds(isShort ? 500 : 1000))
                        .measurementTime(TimeValue.milliseconds(isShort ? 500 : 1000));
        Collection<RunResult> results = new Runner(options.build()).run();
        double small = median(results, "a", "Ours") / median(results, "a", "Other");
        double nested = median(results, "b", "Ours") / median(results, "b", "Other");
        System.out.printf(Locale.ROOT, "a: %.2f of protobuf-java's time%n", small);
        System.out.printf(Locale.ROOT, "b: %.2f of protobuf-java's time%n", nested);
        System.out.printf(
                Locale.ROOT,
                "codec-protobuf=%.2f ours=%.0f other=%.0f%n",
                Math.max(small / SMALL_RATIO, nested / NESTED_RATIO),
                median(results, "b", "Ours"),
                median(results, "b", "Other"));
    }

    /** Of all iterations of all forks, in ns. */
    private static double median(Collection<RunResult> results, String shape, String whose) {
        Statistics times =
                results.stream()
                        .filter(result -> result.getParams().getParam("shape").equals(shape))
                        .filter(result -> result.getParams().getBenchmark().endsWith(whose))
                        .findFirst()
                        .orElseThrow()
                        .getPrimaryResult()
                        .getStatistics();
        return times.getPercentile(50);
    }
}
