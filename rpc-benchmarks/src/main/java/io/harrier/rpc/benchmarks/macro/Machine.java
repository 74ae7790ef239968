package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What all processes of the machine have taken of its processors; where Linux tells. */
record Machine(long busyTicks, long allTicks) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

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

    /** Its processors, as far as it tells. */
    static String name() {
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            String model =
                    lines.filter(line -> line.startsWith("model name"))
                            .map(line -> line.substring(line.indexOf(':') + 2))
                            .findFirst()
                            .orElse(System.getProperty("os.arch"));
            return Runtime.getRuntime().availableProcessors() + " x " + model;
        } catch (IOException e) {
            return Runtime.getRuntime().availableProcessors()
                    + " x "
                    + System.getProperty("os.arch");
        }
    }

    /** The part of all processors that others than we took since {@code then}, 0 to 1. */
    double othersSince(Machine then, double ourSeconds) {
        long all = allTicks - then.allTicks;
        return all == 0 ? 0 : Math.max(0, (busyTicks - then.busyTicks - ourSeconds * 100) / all);
    }
}
