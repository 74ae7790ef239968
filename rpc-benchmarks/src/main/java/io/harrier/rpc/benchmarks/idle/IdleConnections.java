package io.harrier.rpc.benchmarks.idle;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What does a server connection hold that does nothing, and do many of them cost those that do? We
 * expect less than 2,048 bytes of heap, no buffer, no processor time, and callers that feel none of
 * it. Real sockets over loopback, each called once before; beside it what Netty's own connection
 * holds, without a handler.
 */
final class IdleConnections {
    private static final int CONNECTIONS = 19_000;
    private static final int OPEN_FILES = 20_000;
    private static final int HEAP_MEGABYTES = 512;
    private static final int WARM_UP = 500;
    private static final int ROUNDS = 5;

    private final boolean isShort;

    private IdleConnections(boolean isShort) {
        this.isShort = isShort;
    }

    public static void main(String[] args) throws Exception {
        long files = openFiles();
        if (files < OPEN_FILES) {
            print(
                    "idle-connections=skipped: %d open files are allowed (expected: %d, see ulimit"
                            + " -n)%n",
                    files, OPEN_FILES);
            return;
        }
        new IdleConnections(List.of(args).contains("--short")).run();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : 0;
    }

    private void run() throws Exception {
        print("JDK %s, %d connections%n", Runtime.version(), CONNECTIONS);
        print("flags: %s -Xmx%dm%n", ChildProcess.flags(), HEAP_MEGABYTES);
        double bare = bare();
        try (ChildProcess full = new ChildProcess(HEAP_MEGABYTES, "server");
                ChildProcess empty = new ChildProcess(HEAP_MEGABYTES, "server")) {
            String port = full.answer();
            try (ChildProcess crowd = new ChildProcess(HEAP_MEGABYTES, "crowd", port);
                    ChildProcess callers =
                            new ChildProcess(HEAP_MEGABYTES, "callers", port, empty.answer())) {
                crowd.answer();
                callers.answer();
                measure(full, crowd, callers, bare);
            }
        }
    }

    private void measure(ChildProcess full, ChildProcess crowd, ChildProcess callers, double bare)
            throws Exception {
        long millis = isShort ? 1_000 : 4_000;
        warmUp(crowd, callers, millis);
        Memory before = Memory.parse(full.ask("memory"));
        crowd.ask("touch " + CONNECTIONS);
        Memory with = Memory.parse(full.ask("memory"));
        double bytes = (with.heap() - before.heap()) / (double) CONNECTIONS;
        double direct = (with.direct() - before.direct()) / (double) CONNECTIONS;
        double idle = busy(full, isShort ? 4_000 : 10_000);
        double slower = slower(callers, millis);
        print(
                "idle-connections=%.0f ours=%.0f other=%.0f direct=%.0f cpu=%.2f%% p99=%.2f%n",
                bytes, bytes, bare, direct, idle * 100, slower);
    }

    private static void warmUp(ChildProcess crowd, ChildProcess callers, long millis)
            throws IOException {
        callers.ask("0 " + millis);
        callers.ask("1 " + millis);
        crowd.ask("touch " + WARM_UP);
        crowd.ask("close");
    }

    /** The part of one processor that a server with nothing to do takes. */
    private static double busy(ChildProcess server, long millis) throws InterruptedException {
        long before = server.cpu().toMillis();
        Thread.sleep(millis);
        return (server.cpu().toMillis() - before) / (double) millis;
    }

    /** The 99th percentile beside the idle connections, by that without: the rounds' median. */
    private static double slower(ChildProcess callers, long millis) throws IOException {
        double[] ratios = new double[ROUNDS];
        print("%nround  p99 us with idle connections  without%n");
        for (int i = 0; i < ROUNDS; i++) {
            double with = Double.parseDouble(callers.ask("0 " + millis));
            double without = Double.parseDouble(callers.ask("1 " + millis));
            ratios[i] = with / without;
            print("%5d  %28.0f  %7.0f%n", i + 1, with, without);
        }
        Arrays.sort(ratios);
        return ratios[ROUNDS / 2];
    }

    /** Heap bytes of a connection of Netty's without handlers. */
    private double bare() throws IOException {
        int connections = isShort ? 5_000 : CONNECTIONS;
        try (ChildProcess server = new ChildProcess(HEAP_MEGABYTES, "bare");
                ChildProcess crowd = new ChildProcess(HEAP_MEGABYTES, "crowd", server.answer())) {
            crowd.answer();
            crowd.ask("open " + WARM_UP);
            Memory before = Memory.parse(server.ask("memory"));
            crowd.ask("open " + connections);
            Memory with = Memory.parse(server.ask("memory"));
            return (with.heap() - before.heap()) / (double) connections;
        }
    }

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}
