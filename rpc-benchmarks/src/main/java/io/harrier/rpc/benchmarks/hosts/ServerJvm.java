package io.harrier.rpc.benchmarks.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link StoreServer} in a JVM of its own, which ends with this one at the latest. */
final class ServerJvm implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final int port;

    private ServerJvm(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one and waits until it serves.
     *
     * @param port 0 for any free one
     * @param millis that a call takes
     */
    static ServerJvm start(int port, long millis) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1", // up soon: it is restarted often
                                "-XX:+IgnoreUnrecognizedVMOptions",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dslf4j.internal.verbosity=ERROR",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StoreServer.class.getName(),
                                String.valueOf(port),
                                String.valueOf(millis))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        String said = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (said == null) {
            throw new IOException("a server's JVM has ended (expected: its port)");
        }
        return new ServerJvm(process, Integer.parseInt(said));
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Stops it gracefully, as an orchestrator does, and waits for its end. */
    void terminate() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    /** Kills it, with all that is in flight, and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "a server still runs after " + PATIENCE_SECONDS + " s (expected: its end)");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
