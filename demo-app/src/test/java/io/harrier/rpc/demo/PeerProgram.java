package io.harrier.rpc.demo;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of somebody else's that the tests run to its end, within a time. */
final class PeerProgram {
    static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    static final String PYTHON = "/usr/bin/python3";

    private PeerProgram() {}

    /**
     * Runs a command.
     *
     * @return what it printed, on both of its streams, by line
     * @throws IOException if it cannot be started, does not end in time, or ends with a failure
     */
    static List<String> run(Duration within, String... command) throws IOException {
        Path output = Files.createTempFile("harrier-peer", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(List.of(command) + " still ran after " + within);
            }
            List<String> lines = Files.readAllLines(output);
            if (process.exitValue() != 0) {
                throw new IOException(
                        List.of(command) + " ended with " + process.exitValue() + ": " + lines);
            }
            return lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + List.of(command), e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /**
     * Skips the test if a command does not work on this machine; with {@code -Dharrier.ci=true} it
     * fails instead.
     */
    static void require(String... command) {
        try {
            run(Duration.ofSeconds(20), command);
        } catch (IOException e) {
            String reason = "needs " + String.join(" ", command) + ": " + e.getMessage();
            if (Boolean.getBoolean("harrier.ci")) {
                fail(reason);
            }
            abort(reason);
        }
    }
}
