package io.harrier.rpc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The demo as a user starts it, called by itself and by the stock clients of others. */
@ExtendWith(OutputCaptureExtension.class)
class DemoApplicationTest {
    private static final Duration BUILD_WITHIN = Duration.ofMinutes(5);
    private static final Duration CALLS_WITHIN = Duration.ofSeconds(30);
    private static final Path INTEROP = PeerProgram.PROJECT.resolve("src/test/interop");
    private static final Path IDL = PeerProgram.PROJECT.resolve("src/main/thrift/users.thrift");

    private static int port;
    private static ConfigurableApplicationContext demo;
    private static String started;

    @BeforeAll
    static void start(CapturedOutput output) throws IOException {
        port = freePort();
        demo = SpringApplication.run(DemoApplication.class, "--rpc.server.port=" + port);
        started = output.getAll();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ttheader-framed", "framed"})
    void start_callsItself_andPrintsWhatCameBack(String protocol) {
        assertThat(started.lines())
                .contains(
                        "users.findById(7) over "
                                + protocol
                                + " -> User(id:7, name:Tony, email:tony@example.org)",
                        "users.findById(99) over " + protocol + " -> threw UserNotFound(id:99)",
                        "users.touch(7) over " + protocol + " -> sent, no reply (oneway)")
                .anyMatch(
                        line ->
                                line.startsWith("users.search(\"ra\") over " + protocol)
                                        && line.contains("name:Barbara")
                                        && line.contains("name:Grace"))
                .anyMatch(
                        line ->
                                line.startsWith("users.create(\"Alan\", ")
                                        && line.contains("over " + protocol + " -> User(id:"));
    }

    @Test
    void start_logsOneLineOfTheServer_andNoWarning() {
        assertThat(started.lines().filter(line -> line.contains("RPC server")))
                .singleElement()
                .asString()
                .contains("RPC server listens on 127.0.0.1:" + port, "services: Users");
        assertThat(started).doesNotContain("WARN", "ERROR");
    }

    @Test
    void start_middlewareTellsTheCaller_whereTheProtocolCarriesIt() {
        assertThat(started)
                .containsPattern("server: findById for demo-app, \\d+\\.\\d\\d ms")
                .containsPattern("server: findById for a caller without a name, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "unframed"})
    void apacheThriftsPythonClient_isAnswered(String transport, @TempDir Path generated)
            throws IOException {
        PeerProgram.require(PeerProgram.PYTHON, "-c", "import thrift.protocol.TBinaryProtocol");
        PeerProgram.require("thrift", "--version");
        PeerProgram.run(
                CALLS_WITHIN,
                "thrift",
                "--gen",
                "py",
                "-out",
                generated.toString(),
                IDL.toString());

        assertThat(
                        PeerProgram.run(
                                CALLS_WITHIN,
                                PeerProgram.PYTHON,
                                "-X",
                                "utf8",
                                INTEROP.resolve("python/users_client.py").toString(),
                                generated.toString(),
                                Integer.toString(port),
                                transport))
                .containsAll(answers("Python 蛇 python@example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "ttheader-framed"})
    void stockKitexClient_isAnswered(String transport) throws IOException {
        PeerProgram.require("go", "version");
        Path client = PeerProgram.PROJECT.resolve("target/kitex-users");
        PeerProgram.run(BUILD_WITHIN, INTEROP.resolve("kitex/build").toString(), client.toString());

        assertThat(PeerProgram.run(CALLS_WITHIN, client.toString(), "127.0.0.1:" + port, transport))
                .containsAll(answers("Kitex 好 kitex@example.org"));
    }

    private static List<String> answers(String created) {
        return List.of(
                "findById(7) -> 7 Tony tony@example.org",
                "findById(99) -> UserNotFound 99",
                "search(ra) -> 2 Barbara barbara@example.org",
                "search(ra) -> 4 Frances frances@example.org",
                "search(ra) -> 5 Grace grace@example.org",
                "create -> " + created,
                "touch(7) -> sent");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
