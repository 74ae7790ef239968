package io.harrier.rpc.benchmarks.trace;

import java.util.List;
import java.util.Locale;

/** Asks one question that JMH cannot, and says its answer in the last line. */
public final class TraceBench {
    /**
     * What is printed.
     *
     * @param figure what is compared with the bar
     */
    record Answer(double figure, double ours, double other) {}

    private TraceBench() {}

    /**
     * @param arguments the question's name, and {@code --short} or nothing
     */
    public static void main(String[] arguments) throws Exception {
        boolean isShort = List.of(arguments).contains("--short");
        Answer answer =
                switch (arguments[0]) {
                    case "trace-ring" -> RingRate.measure(isShort);
                    case "sampler-rate" -> SamplerRate.measure();
                    case "sampler-adapt" -> SamplerAdapt.measure(isShort);
                    case "exporter-down" -> ExporterDown.measure(isShort);
                    default -> throw new IllegalArgumentException("no question: " + arguments[0]);
                };
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%s=%.4f ours=%.4f other=%.4f",
                        arguments[0],
                        answer.figure(),
                        answer.ours(),
                        answer.other()));
        System.exit(0);
    }

    static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
