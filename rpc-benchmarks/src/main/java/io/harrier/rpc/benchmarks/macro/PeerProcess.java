package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.contract.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that is told lines and answers each with one: a {@link Peer}, or what speaks as it
 * does. It ends with {@link #close()}, with this JVM, or, should this one be killed, with its
 * standard input.
 */
final class PeerProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final String name;
    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    /**
     * @param name what messages call it
     */
    PeerProcess(String name, List<String> command) throws IOException {
        this.name = name;
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
     * @throws IOException if it has ended, or says that it has failed; why is on standard error
     */
    String answer() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (!line.startsWith(Peer.ANSWER)) {
                System.err.println(line);
                continue;
            }
            String answer = line.substring(Peer.ANSWER.length());
            if (answer.startsWith(Peer.FAILED)) {
                throw new IOException(name + ": " + answer);
            }
            return answer;
        }
        throw new IOException(name + ": its process has ended (expected: an answer)");
    }

    long pid() {
        return process.pid();
    }

    /** Processor time it has taken so far, the kernel's included. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Bytes its threads have allocated so far. */
    double allocated() throws IOException {
        return Double.parseDouble(ask(Peer.ALLOCATED));
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
