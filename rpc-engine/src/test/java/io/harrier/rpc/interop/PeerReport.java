package io.harrier.rpc.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a command that has ended said: its exit code, and its lines on stdout and stderr. */
record PeerReport(int exitCode, List<String> lines) {

    /**
     * Runs a command to its end, without input.
     *
     * @throws IOException if it cannot be started, or still runs after the limit; then it is killed
     */
    static PeerReport of(List<String> command, Duration limit) throws IOException {
        Path output = Files.createTempFile("harrier-peer", ".txt");
        Process process = null;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            process.getOutputStream().close();
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new PeerReport(process.exitValue(), Files.readAllLines(output));
            }
            throw new IOException(
                    command + " still ran after " + limit + ": " + Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + command, e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(output);
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /**
     * The lines of the checks that failed, or all lines when the command itself did; empty when all
     * is well.
     */
    List<String> failures() {
        List<String> failed = lines.stream().filter(line -> line.startsWith("FAIL")).toList();
        return succeeded() || !failed.isEmpty() ? failed : lines;
    }
}
