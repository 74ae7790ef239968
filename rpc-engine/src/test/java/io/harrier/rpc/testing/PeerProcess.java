package io.harrier.rpc.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server in a child process.
 *
 * <p>It prints {@code listening PORT} or {@code listening HOST:PORT} once it accepts, and stops
 * when its stdin ends, so it does not outlive this process.
 */
public final class PeerProcess implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final String LISTENING = "listening ";

    private final Process process;
    private final Path errors;
    private final int port;

    private PeerProcess(Process process, Path errors) throws IOException {
        this.process = process;
        this.errors = errors;
        this.port = listeningPort();
    }

    /** Starts a server and waits until it listens. */
    public static PeerProcess start(List<String> command) throws IOException {
        Path errors = Files.createTempFile("harrier-peer", ".txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try {
            return new PeerProcess(process, errors);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            Files.deleteIfExists(errors);
            throw e;
        }
    }

    /** The same of a class with a main method, on this JVM's class path. */
    public static PeerProcess startJava(Class<?> main) throws IOException {
        return start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()));
    }

    public int port() {
        return port;
    }

    /** Asks it to stop, as an operating system does, and waits: its exit code. */
    public int terminate() throws IOException, InterruptedException {
        process.toHandle().destroy(); // Process.destroy() also closes its stdout: it may say more
        return exitCode();
    }

    /** Stops it where it stands: its sockets stay open, and nobody reads them. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        int code = new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("kill " + signal + ' ' + pid + ": exit code " + code);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        exitCode();
        Files.deleteIfExists(errors);
    }

    private int exitCode() throws InterruptedException {
        if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private int listeningPort() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = firstLine(output);
        if (line == null || !line.startsWith(LISTENING)) {
            throw new IOException(
                    "server: " + line + " (expected: listening PORT) " + Files.readString(errors));
        }
        String address = line.substring(LISTENING.length());
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static String firstLine(BufferedReader output) throws IOException {
        CompletableFuture<String> line =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return output.readLine();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        try {
            return line.get(START_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("server: nothing printed in " + START_WITHIN, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server started", e);
        }
    }
}
