package io.harrier.rpc.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Apache Thrift's Python, as a child process: a server of AllTypes, or the client that checks one.
 *
 * <p>Each peer has the Python code generated anew into a folder of its own, which goes when it
 * closes. A server stops when its stdin ends, so it does not outlive this process.
 */
final class PythonPeer implements AutoCloseable {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Duration START_WITHIN = Duration.ofSeconds(20);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Duration CHECKS_WITHIN = Duration.ofSeconds(120);
    private static final Path TEST_FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test");

    private final Path folder;
    private final Process process;
    private final int port;

    private PythonPeer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Why no Python peer can run on this machine; empty when one can. */
    static Optional<String> missing() {
        return Stream.of(
                        List.of(PYTHON, "--version"),
                        List.of(PYTHON, "-c", "import thrift.protocol.TMultiplexedProtocol"),
                        List.of("thrift", "--version"))
                .filter(command -> !succeeds(command))
                .map(command -> "needs " + String.join(" ", command) + ", which fails here")
                .findFirst();
    }

    /** Starts a server and waits until it listens. */
    static PythonPeer startServer(PeerTransport transport) throws IOException {
        Path folder = generate();
        Process process =
                new ProcessBuilder(command("server.py", transport, folder))
                        .redirectError(errors(folder).toFile())
                        .start();
        try {
            return new PythonPeer(folder, process, listeningPort(process, folder));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            delete(folder);
            throw e;
        }
    }

    /**
     * Runs the client's checks against a server on this machine.
     *
     * @param options more of the client's options, such as {@code "--only", "echoInt"}
     */
    static Report runClient(int port, PeerTransport transport, String... options)
            throws IOException {
        Path folder = generate();
        try {
            Path output = folder.resolve("output.txt");
            ProcessBuilder builder = new ProcessBuilder(command("client.py", transport, folder));
            builder.command().addAll(List.of("--port", Integer.toString(port)));
            builder.command().addAll(List.of(options));
            int exitCode =
                    exitCode(
                            builder.redirectErrorStream(true).redirectOutput(output.toFile()),
                            CHECKS_WITHIN);
            return new Report(exitCode, Files.readAllLines(output));
        } finally {
            delete(folder);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        delete(folder);
    }

    private static List<String> command(String script, PeerTransport transport, Path folder) {
        // A list that the caller may add to.
        return new ArrayList<>(
                List.of(
                        PYTHON,
                        "-B",
                        "-X",
                        "utf8",
                        TEST_FOLDER.resolve("interop/python").resolve(script).toString(),
                        "--transport",
                        transport.option(),
                        "--gen",
                        folder.toString()));
    }

    private static Path generate() throws IOException {
        Path folder = Files.createTempDirectory("harrier-python-peer");
        for (String idl : List.of("AllTypes.thrift", "Unknown.thrift")) {
            String source = TEST_FOLDER.resolve("thrift").resolve(idl).toString();
            var compiler =
                    new ProcessBuilder("thrift", "--gen", "py", "-out", folder.toString(), source)
                            .redirectErrorStream(true)
                            .redirectOutput(errors(folder).toFile());
            if (exitCode(compiler, START_WITHIN) != 0) {
                throw new IOException("thrift: " + Files.readString(errors(folder)));
            }
        }
        return folder;
    }

    private static Path errors(Path folder) {
        return folder.resolve("errors.txt");
    }

    private static int listeningPort(Process process, Path folder) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = firstLine(output);
        if (line == null || !line.startsWith("listening ")) {
            throw new IOException(
                    "server: "
                            + line
                            + " (expected: listening PORT) "
                            + Files.readString(errors(folder)));
        }
        return Integer.parseInt(line.substring("listening ".length()));
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

    private static boolean succeeds(List<String> command) {
        var quiet =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            return exitCode(quiet, START_WITHIN) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int exitCode(ProcessBuilder builder, Duration limit) throws IOException {
        Process process = builder.start();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IOException(builder.command() + " still ran after " + limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + builder.command(), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What the client said: its exit code, and a line for each check. */
    record Report(int exitCode, List<String> lines) {
        /**
         * The lines of the checks that failed, or all lines when the client itself did; empty when
         * all is well.
         */
        List<String> failures() {
            List<String> failed = lines.stream().filter(line -> line.startsWith("FAIL")).toList();
            return exitCode == 0 || !failed.isEmpty() ? failed : lines;
        }
    }
}
