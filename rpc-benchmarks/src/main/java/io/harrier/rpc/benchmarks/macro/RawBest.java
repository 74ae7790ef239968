package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * The best that raw Netty has done on this machine: a run far below it was disturbed, and its
 * figures are no result. Kept in a file of the user's, one line for each load, JDK and way of
 * pinning.
 */
final class RawBest {
    private static final double ENOUGH = 0.85;

    private final Path file;
    private final Properties best = new Properties();
    private final String machine;

    RawBest(Path file, String machine) {
        this.file = file;
        this.machine = machine;
        try {
            if (Files.exists(file)) {
                try (var in = Files.newInputStream(file)) {
                    best.load(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawBest ofThisMachine(boolean pinned) {
        Path file =
                Path.of(
                        System.getProperty("user.home"),
                        ".cache",
                        "harrier-bench",
                        "raw-best.properties");
        return new RawBest(
                file,
                Machine.name()
                        + ", JDK "
                        + Runtime.version().feature()
                        + (pinned ? ", pinned" : ""));
    }

    /**
     * Notes what raw Netty did.
     *
     * @return what to print: "noisy" and why, if it is less than it should be; else empty
     */
    String noise(Row row, double callsPerSecond) {
        String key = machine + ", " + row.name();
        double known = Double.parseDouble(best.getProperty(key, "0"));
        if (callsPerSecond > known) {
            best.setProperty(key, String.format(Locale.ROOT, "%.0f", callsPerSecond));
            save();
        }
        return callsPerSecond >= ENOUGH * known
                ? ""
                : String.format(
                        Locale.ROOT,
                        "noisy: %s: raw Netty makes %.0f calls/s (expected: %.0f or more, as its best here is %.0f); take the run again when the machine is idle",
                        row.name(),
                        callsPerSecond,
                        ENOUGH * known,
                        known);
    }

    private void save() {
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newOutputStream(file)) {
                best.store(out, "Raw Netty's best calls/s; see rpc-benchmarks/README.md");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
