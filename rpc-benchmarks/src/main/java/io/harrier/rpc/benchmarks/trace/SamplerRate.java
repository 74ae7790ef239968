package io.harrier.rpc.benchmarks.trace;

import io.harrier.rpc.benchmarks.trace.TraceBench.Answer;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.trace.SamplingSettings;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.Tracing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Is 0.1 % 0.1 %? Ten million ids at each of four rates, with fixed seeds: the smallest probability
 * that chance alone is off by as much. And another process must decide about each id alike.
 */
final class SamplerRate {
    private static final double[] RATES = {0.0001, 0.001, 0.01, 0.5};
    private static final int IDS = 10_000_000;

    private SamplerRate() {}

    /** In the other process: prints what it decided. */
    public static void main(String[] arguments) {
        for (double rate : RATES) {
            System.out.println(Decisions.of(rate).hash());
        }
    }

    static Answer measure() throws IOException {
        double smallest = 1;
        StringBuilder hashes = new StringBuilder();
        for (double rate : RATES) {
            Decisions decisions = Decisions.of(rate);
            hashes.append(decisions.hash()).append(System.lineSeparator());
            double p = decisions.probability();
            TraceBench.print(
                    "%7.4f: %d of %d sampled, p = %.3f", rate, decisions.sampled(), IDS, p);
            smallest = Math.min(smallest, p);
        }
        String other = otherProcess();
        if (!other.equals(hashes.toString())) {
            throw new IllegalStateException(
                    "another process decided: " + other + " (expected: " + hashes + ')');
        }
        TraceBench.print("another process decided about each id alike");
        return new Answer(smallest, smallest, 0.001);
    }

    /**
     * What was decided at one rate.
     *
     * @param hash of all ids that were sampled, in their order
     */
    private record Decisions(double rate, long sampled, long hash) {
        static Decisions of(double rate) {
            try (Tracing tracing =
                    Tracing.builder()
                            .sampling(new SamplingSettings(rate, rate, 1, false, 0))
                            .random(new SplittableRandom(Double.hashCode(rate))::nextLong)
                            .exporter(span -> {})
                            .start()) {
                BenchCall call = new BenchCall(tracing.method(Side.CLIENT, "S", "m"));
                long sampled = 0;
                long hash = 0;
                for (int i = 0; i < IDS; i++) {
                    call.beginRoot(i);
                    if (TraceFlags.isSampled(call.traceFlags())) {
                        sampled++;
                        hash = hash * 31 + call.traceLo();
                    }
                }
                return new Decisions(rate, sampled, hash);
            }
        }

        /** Of chi-square with one degree of freedom. */
        double probability() {
            double off = sampled - IDS * rate;
            double chiSquare = off * off / (IDS * rate) + off * off / (IDS * (1 - rate));
            return 2 * (1 - normal(Math.sqrt(chiSquare)));
        }
    }

    /** The normal distribution; source: Abramowitz and Stegun, 26.2.17, off by 7.5e-8 at most. */
    private static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * x);
        double tail =
                t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        return 1 - Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * tail;
    }

    private static String otherProcess() throws IOException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SamplerRate.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
