package io.harrier.rpc.benchmarks.idle;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Do 5,000 connections that never finish a frame, but send a byte of it a second, cost those that
 * call? We expect a 99th percentile of at most 1.5 times that without them, and that all of them
 * are cut some 11 s after they began: by then they must have sent 1 KiB a second.
 */
final class SlowConnections {
    private static final int CONNECTIONS = 5_000;
    private static final int HEAP_MEGABYTES = 256;
    private static final int ROUNDS = 5;
    private static final int SHORT_ROUNDS = 2;
    private static final long WINDOW_MILLIS = 4_000;

    /** In which the connections are opened. */
    private static final long OPENING_MILLIS = 2_000;

    private SlowConnections() {}

    public static void main(String[] args) throws Exception {
        int rounds = List.of(args).contains("--short") ? SHORT_ROUNDS : ROUNDS;
        print("JDK %s, %d connections%n", Runtime.version(), CONNECTIONS);
        print("flags: %s -Xmx%dm%n", ChildProcess.flags(), HEAP_MEGABYTES);
        try (ChildProcess server = new ChildProcess(HEAP_MEGABYTES, "server")) {
            String port = server.answer();
            try (ChildProcess crowd = new ChildProcess(HEAP_MEGABYTES, "crowd", port);
                    ChildProcess callers = new ChildProcess(HEAP_MEGABYTES, "callers", port)) {
                crowd.answer();
                callers.answer();
                measure(crowd, callers, rounds);
            }
        }
    }

    private static void measure(ChildProcess crowd, ChildProcess callers, int rounds)
            throws IOException, InterruptedException {
        double[] ratios = new double[rounds];
        int uncut = 0;
        callers.ask("0 " + WINDOW_MILLIS); // both sides are warm now
        print("%nround  p99 us beside slow connections  without  s until cut  not cut%n");
        for (int i = 0; i < rounds; i++) {
            double without = Double.parseDouble(callers.ask("0 " + WINDOW_MILLIS));
            crowd.tell("drip " + CONNECTIONS);
            Thread.sleep(OPENING_MILLIS);
            double with = Double.parseDouble(callers.ask("0 " + WINDOW_MILLIS));
            String[] cut = crowd.answer().split(" ");
            ratios[i] = with / without;
            uncut = Math.max(uncut, Integer.parseInt(cut[0]));
            print("%5d  %29.0f  %7.0f  %11s  %7s%n", i + 1, with, without, cut[1], cut[0]);
        }
        Arrays.sort(ratios);
        double figure = uncut > 0 ? Double.POSITIVE_INFINITY : ratios[rounds / 2];
        print("slow-connections=%.2f ours=%.2f other=1.50%n", figure, ratios[rounds / 2]);
    }

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}
