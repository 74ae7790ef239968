package io.harrier.rpc.interop;

import io.harrier.rpc.testing.PeerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stock Kitex, as a child process: a server of EchoService or PbEcho, or the client that checks
 * one.
 *
 * <p>The first use in a JVM builds it, which takes minutes on a machine that never has and a second
 * later on. Flags and cases: {@code src/test/interop/kitex/README.md}.
 */
final class KitexPeer {
    private static final Duration GO_ANSWERS_WITHIN = Duration.ofSeconds(60);
    private static final Duration BUILT_WITHIN = Duration.ofMinutes(10);
    private static final Duration CHECKS_WITHIN = Duration.ofSeconds(120);
    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    static final Path JSON_IDL = MODULE.resolve("src/test/interop/kitex/json.thrift");
    private static final String SCRIPT = MODULE.resolve("src/test/interop/kitex/build").toString();
    private static final String BINARY = MODULE.resolve("target/kitex-peer").toString();

    private KitexPeer() {}

    /** Why no Kitex peer can run on this machine; empty when one can. */
    static Optional<String> missing() {
        return Build.MISSING;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param flags of the server, such as {@code "-mux"}
     */
    static PeerProcess startServer(String... flags) throws IOException {
        return PeerProcess.start(command("server", flags));
    }

    /**
     * Runs cases against a server on this machine, to their end.
     *
     * @param flags of the client, such as {@code "-case", "echo"}
     */
    static PeerReport runClient(int port, String transport, String... flags) throws IOException {
        List<String> command = command("client", flags);
        command.addAll(List.of("-target", "127.0.0.1:" + port, "-transport", transport));
        return PeerReport.of(command, CHECKS_WITHIN);
    }

    /** Starts a server of {@code PbEcho.proto}, and waits until it listens. */
    static PeerProcess startProtobufServer() throws IOException {
        return PeerProcess.start(command("pb-server"));
    }

    /**
     * Runs cases against a server of {@code PbEcho.proto} on this machine, to their end.
     *
     * @param transport {@code framed} or {@code ttheader-framed}
     */
    static PeerReport runProtobufClient(int port, String transport, String... flags)
            throws IOException {
        List<String> command = command("pb-client", flags);
        command.addAll(List.of("-target", "127.0.0.1:" + port, "-transport", transport));
        return PeerReport.of(command, CHECKS_WITHIN);
    }

    /** Starts a server of JsonEcho that is known by its IDL alone, in JSON. */
    static PeerProcess startJsonServer() throws IOException {
        return PeerProcess.start(command("json-server", "-idl", JSON_IDL.toString()));
    }

    /** Runs all cases of Kitex' calls in JSON against a server of JsonEcho on this machine. */
    static PeerReport runJsonClient(int port, String transport) throws IOException {
        return PeerReport.of(
                command(
                        "json-client",
                        "-idl",
                        JSON_IDL.toString(),
                        "-target",
                        "127.0.0.1:" + port,
                        "-transport",
                        transport),
                CHECKS_WITHIN);
    }

    private static List<String> command(String role, String... flags) {
        List<String> command = new ArrayList<>(List.of(BINARY, role));
        command.addAll(List.of(flags));
        return command;
    }

    /** Builds once: when its field is first asked for. */
    private static final class Build {
        static final Optional<String> MISSING = build();

        private static Optional<String> build() {
            try {
                PeerReport.of(List.of("go", "version"), GO_ANSWERS_WITHIN);
                PeerReport built = PeerReport.of(List.of("bash", SCRIPT, BINARY), BUILT_WITHIN);
                return built.succeeded()
                        ? Optional.empty()
                        : Optional.of("kitex-peer: build failed: " + built.lines());
            } catch (IOException e) {
                return Optional.of("kitex-peer: not built: " + e.getMessage());
            }
        }
    }
}
