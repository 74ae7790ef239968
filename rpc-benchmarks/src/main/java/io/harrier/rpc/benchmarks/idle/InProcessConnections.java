package io.harrier.rpc.benchmarks.idle;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Do half a million connections fit into a JVM, with both ends? We expect at most 2.5 GiB of heap.
 * They are in-process connections: no socket, and no memory of the kernel, which takes about as
 * much again for each end of a real one.
 */
final class InProcessConnections {
    private static final int CONNECTIONS = 500_000;
    private static final int SHORT_CONNECTIONS = 50_000;
    private static final double GIB = 1 << 30;

    private InProcessConnections() {}

    public static void main(String[] args) throws IOException {
        int connections = List.of(args).contains("--short") ? SHORT_CONNECTIONS : CONNECTIONS;
        int megabytes = 768 + connections / 100; // twice what we expect, and room to work
        print("JDK %s, %d in-process connections%n", Runtime.version(), connections);
        print("flags: %s -Xmx%dm%n", ChildProcess.flags(), megabytes);
        try (ChildProcess child = new ChildProcess(megabytes, "inproc")) {
            child.answer();
            String[] words = child.ask(String.valueOf(connections)).split(" ");
            int open = Integer.parseInt(words[2]);
            double bytes = (Double.parseDouble(words[1]) - Double.parseDouble(words[0])) / open;
            print("%d connections open, each called once: %.0f bytes for both ends%n", open, bytes);
            double ours = bytes * CONNECTIONS / GIB;
            print(
                    "inproc-500k=%.2f ours=%.2f other=2.50 (GiB of heap%s)%n",
                    ours, ours, open == CONNECTIONS ? "" : ", extrapolated from " + open);
        }
    }

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}
