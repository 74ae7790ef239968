package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What all processes of the machine have taken of its processors; where Linux tells. */
record Machine(long busyTicks, long allTicks) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int MAX_SLICES = 40;

    private static final double QUIET_PART = 0.1;

    /** Ticks of 10 ms: user, nice, system, idle, iowait, irq, softirq, steal. */
    static Machine now() {
        try (Stream<String> lines = Files.lines(STAT)) {
            String first = lines.findFirst().orElseThrow();
            long[] ticks =
                    Stream.of(first.substring(3).trim().split(" "))
                            .limit(8)
                            .mapToLong(Long::parseLong)
                            .toArray();
            long all = LongStream.of(ticks).sum();
            return new Machine(all - ticks[3] - ticks[4], all);
        } catch (IOException e) {
            return new Machine(0, 0);
        }
    }

    /**
     * Waits until those who worked last have done what they left for later, as their compilers and
     * collectors do; two seconds at most.
     */
    static void awaitQuiet() {
        boolean isQuiet = false;
        for (int i = 0; i < MAX_SLICES && !isQuiet; i++) {
            Machine before = now();
            LockSupport.parkNanos(SLICE_NANOS);
            isQuiet = now().othersSince(before, 0) <= QUIET_PART;
        }
    }

    /** Its processors, as far as it tells; some name many kinds alike, so with their numbers. */
    static String name() {
        Map<String, String> first = new HashMap<>();
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            lines.map(line -> line.split("\\s*:\\s*", 2))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair -> first.putIfAbsent(pair[0], pair[1]));
        } catch (IOException e) {
            first.clear();
        }
        String numbers =
                first.containsKey("cpu family")
                        ? " (family "
                                + first.get("cpu family")
                                + ", model "
                                + first.get("model")
                                + ')'
                        : "";
        return Runtime.getRuntime().availableProcessors()
                + " x "
                + first.getOrDefault("model name", System.getProperty("os.arch"))
                + numbers;
    }

    /** The part of all processors that others than we took since {@code then}, 0 to 1. */
    double othersSince(Machine then, double ourSeconds) {
        long all = allTicks - then.allTicks;
        return all == 0 ? 0 : Math.max(0, (busyTicks - then.busyTicks - ourSeconds * 100) / all);
    }
}
