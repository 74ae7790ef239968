package io.harrier.rpc.benchmarks.echo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Runs Harrier and Netty alone in turns, and tells the ratio of their calls per second: the median
 * of the rounds' ratios, so that what disturbs one round decides nothing.
 */
final class EchoDuel {
    /** What the compilers need to have done their work; on a busy machine they may not get it. */
    private static final int WARM_UP_CALLS = 600_000;

    private static final long WARM_UP_MILLIS = 1_000;
    private static final int MAX_WARM_UPS = 9;

    private final EchoMode mode;
    private final int rounds;
    private final long windowMillis;

    private EchoDuel(EchoMode mode, boolean isShort) {
        this.mode = mode;
        rounds = isShort ? 10 : 20;
        windowMillis = isShort ? 1_200 : 2_500;
    }

    public static void main(String[] args) throws IOException {
        boolean isShort = List.of(args).contains("--short");
        new EchoDuel(EchoMode.of(args[0]), isShort).run();
    }

    private record Round(EchoPair.Result ours, EchoPair.Result other) {
        double ratio() {
            return calls(ours) / calls(other);
        }
    }

    private void run() throws IOException {
        print("JDK %s, %s, %d processors%n", Runtime.version(), EchoPeer.IO, processors());
        print("flags: %s%n", String.join(" ", ChildJvm.FLAGS));
        List<Round> measured = new ArrayList<>();
        try (EchoPair ours = new EchoPair("harrier", mode);
                EchoPair other = new EchoPair("netty", mode)) {
            warmUp(ours, other);
            print("%n       %-41s  %-41s%n", "harrier", "netty");
            String side = "  calls/s   p50   p99 us  cpu us c+s others";
            print("round %s  %s  ratio%n", side, side);
            for (int i = 1; i <= rounds; i++) {
                Round round = new Round(ours.run(windowMillis), other.run(windowMillis));
                print("%5d %s  %s  %.3f%n", i, text(round.ours), text(round.other), round.ratio());
                measured.add(round);
            }
        }
        print(
                "%n%s=%.3f ours=%.0f other=%.0f%n",
                mode.commandLineName(),
                median(measured, Round::ratio),
                median(measured, round -> calls(round.ours)),
                median(measured, round -> calls(round.other)));
    }

    private static void warmUp(EchoPair ours, EchoPair other) throws IOException {
        double calls = 0;
        for (int i = 0; i < MAX_WARM_UPS && calls < WARM_UP_CALLS; i++) {
            calls += calls(ours.run(WARM_UP_MILLIS)) * WARM_UP_MILLIS / 1000;
            other.run(WARM_UP_MILLIS);
        }
    }

    private static String text(EchoPair.Result result) {
        return String.format(
                Locale.ROOT,
                "%9.0f %5.0f %8.0f %5.1f+%-5.1f %4.0f%%",
                calls(result),
                result.window().p50Micros(),
                result.window().p99Micros(),
                result.clientCpuMicros(),
                result.serverCpuMicros(),
                result.others() * 100);
    }

    private static double calls(EchoPair.Result result) {
        return result.window().callsPerSecond();
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }
}
