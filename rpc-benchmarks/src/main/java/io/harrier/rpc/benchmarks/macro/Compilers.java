package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor time that a JVM's compilers have taken; not a number where Linux does not tell. */
final class Compilers {
    private static final double TICKS_PER_SECOND = 100;

    /** Of what follows the name of a thread in its {@code stat}: user's and system's ticks. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private Compilers() {}

    /** So far, of those of its threads that live. */
    static double seconds(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.mapToDouble(Compilers::ticks).sum() / TICKS_PER_SECOND;
        } catch (IOException | UncheckedIOException e) {
            return Double.NaN;
        }
    }

    private static double ticks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            String[] numbers = stat.substring(end + 2).split(" ");
            return stat.substring(0, end).contains("CompilerThre")
                    ? Double.parseDouble(numbers[USER]) + Double.parseDouble(numbers[SYSTEM])
                    : 0;
        } catch (IOException e) {
            return 0; // it has ended
        }
    }
}
