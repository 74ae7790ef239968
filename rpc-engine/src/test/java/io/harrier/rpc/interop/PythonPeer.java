package io.harrier.rpc.interop;

import io.harrier.rpc.testing.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Apache Thrift's Python, as a child process: a server of AllTypes, or the client that checks one.
 *
 * <p>Each peer has the Python code generated anew into a folder of its own, which goes when it
 * closes.
 */
final class PythonPeer implements AutoCloseable {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Duration GENERATED_WITHIN = Duration.ofSeconds(20);
    private static final Duration CHECKS_WITHIN = Duration.ofSeconds(120);
    private static final Path TEST_FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test");

    private final Path folder;
    private final PeerProcess process;

    private PythonPeer(Path folder, PeerProcess process) {
        this.folder = folder;
        this.process = process;
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
        try {
            return new PythonPeer(
                    folder, PeerProcess.start(command("server.py", transport, folder)));
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /**
     * Runs the client's checks against a server on this machine.
     *
     * @param options more of the client's options, such as {@code "--only", "echoInt"}
     */
    static PeerReport runClient(int port, PeerTransport transport, String... options)
            throws IOException {
        Path folder = generate();
        try {
            List<String> command = command("client.py", transport, folder);
            command.addAll(List.of("--port", Integer.toString(port)));
            command.addAll(List.of(options));
            return PeerReport.of(command, CHECKS_WITHIN);
        } finally {
            delete(folder);
        }
    }

    /** Runs a script that needs no generated code to its end. */
    static PeerReport run(String script, String... options) throws IOException {
        List<String> command = new ArrayList<>(script(script));
        command.addAll(List.of(options));
        return PeerReport.of(command, CHECKS_WITHIN);
    }

    int port() {
        return process.port();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.close();
        delete(folder);
    }

    private static List<String> command(String script, PeerTransport transport, Path folder) {
        List<String> command = new ArrayList<>(script(script)); // which the caller may add to
        command.addAll(List.of("--transport", transport.option(), "--gen", folder.toString()));
        return command;
    }

    private static List<String> script(String name) {
        String path = TEST_FOLDER.resolve("interop/python").resolve(name).toString();
        return List.of(PYTHON, "-B", "-X", "utf8", path);
    }

    private static Path generate() throws IOException {
        Path folder = Files.createTempDirectory("harrier-python-peer");
        for (String idl : List.of("AllTypes.thrift", "Unknown.thrift")) {
            String source = TEST_FOLDER.resolve("thrift").resolve(idl).toString();
            PeerReport compiled =
                    PeerReport.of(
                            List.of("thrift", "--gen", "py", "-out", folder.toString(), source),
                            GENERATED_WITHIN);
            if (!compiled.succeeded()) {
                throw new IOException("thrift: " + compiled.lines());
            }
        }
        return folder;
    }

    private static boolean succeeds(List<String> command) {
        try {
            return PeerReport.of(command, GENERATED_WITHIN).succeeded();
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
