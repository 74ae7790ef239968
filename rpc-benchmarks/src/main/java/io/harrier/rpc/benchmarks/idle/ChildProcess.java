package io.harrier.rpc.benchmarks.idle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link ChildMain} in a JVM of its own. It ends with its standard input, or with this JVM. */
final class ChildProcess implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseG1GC",
                    "-XX:+IgnoreUnrecognizedVMOptions",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dslf4j.internal.verbosity=ERROR");
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    ChildProcess(int heapMegabytes, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ChildMain.class.getName());
        command.addAll(List.of(arguments));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    static String flags() {
        return String.join(" ", FLAGS);
    }

    /** Tells it a line; its answer. */
    String ask(String line) throws IOException {
        tell(line);
        return answer();
    }

    /** Tells it a line; its answer is to be fetched later. */
    void tell(String line) {
        in.println(line);
    }

    /**
     * The next line that it says.
     *
     * @throws IOException if it has ended; why is on its standard error
     */
    String answer() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ChildMain.ANSWER)) {
                return line.substring(ChildMain.ANSWER.length());
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
}
