package io.harrier.rpc.benchmarks.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An {@link EchoPeer} in a JVM of its own. It ends with {@link #close()}, with this JVM, or, should
 * this one be killed, with its standard input.
 */
final class ChildJvm implements AutoCloseable {
    /**
     * The same for all. Memory is committed at once, so that no window pays for it; the collector
     * is the JDK's default, as that is what services run with.
     */
    static final List<String> FLAGS =
            List.of(
                    "-Xms512m",
                    "-Xmx512m",
                    "-XX:+AlwaysPreTouch",
                    "-XX:+UseG1GC",
                    "-XX:+IgnoreUnrecognizedVMOptions",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dslf4j.internal.verbosity=ERROR");

    /**
     * More flags, for a profiler: {@code
     * BENCH_FLAGS=-XX:StartFlightRecording=filename=/tmp/%p.jfr}.
     */
    private static final String MORE_FLAGS = System.getenv().getOrDefault("BENCH_FLAGS", "");

    private static final long PATIENCE_SECONDS = 5;

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    ChildJvm(String... arguments) throws IOException {
        process =
                new ProcessBuilder(command(arguments))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Tells it a line; its answer. */
    String ask(String line) throws IOException {
        in.println(line);
        return answer();
    }

    /**
     * The next line it says; what its JVM says in between goes to standard error.
     *
     * @throws IOException if it has ended; why is on its standard error
     */
    String answer() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(EchoPeer.ANSWER)) {
                return line.substring(EchoPeer.ANSWER.length());
            }
            System.err.println(line);
        }
        throw new IOException("a child JVM has ended (expected: an answer)");
    }

    /** Processor time it has taken so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        in.close();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        Stream.of(MORE_FLAGS.split(" ")).filter(flag -> !flag.isEmpty()).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(EchoPeer.class.getName());
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
