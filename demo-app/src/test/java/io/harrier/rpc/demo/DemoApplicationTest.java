package io.harrier.rpc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.spring.boot.autoconfigure.ImportRpcClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The demo as a user starts it, called by itself and by the stock clients of others. */
@ExtendWith(OutputCaptureExtension.class)
class DemoApplicationTest {
    private static final Duration BUILD_WITHIN = Duration.ofMinutes(5);
    private static final Duration CALLS_WITHIN = Duration.ofSeconds(30);
    private static final Path INTEROP = PeerProgram.PROJECT.resolve("src/test/interop");
    private static final Path IDL = PeerProgram.PROJECT.resolve("src/main/thrift/users.thrift");
    private static final Path PRINTED = PeerProgram.PROJECT.resolve("target/orders.thrift");

    private static int port;
    private static ConfigurableApplicationContext demo;
    private static String started;

    @BeforeAll
    static void start(CapturedOutput output) throws IOException {
        DemoApplication.main(new String[] {"--print-idl"});
        Files.writeString(PRINTED, output.getOut().substring(output.getOut().indexOf("namespace")));
        port = freePort();
        demo = SpringApplication.run(DemoApplication.class, "--rpc.server.port=" + port);
        started = output.getAll().substring(output.getAll().indexOf("service Orders"));
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
                                + " -> User[id=7, name=Tony, email=Optional[tony@example.org]]",
                        "users.findById(99) over "
                                + protocol
                                + " -> threw io.harrier.rpc.demo.idl.UserNotFound: id=99",
                        "users.touch(7) over " + protocol + " -> sent, no reply (oneway)")
                .anyMatch(
                        line ->
                                line.startsWith("users.search(\"ra\") over " + protocol)
                                        && line.contains("name=Barbara")
                                        && line.contains("name=Grace"))
                .anyMatch(
                        line ->
                                line.startsWith("users.create(\"Alan\", ")
                                        && line.contains("over " + protocol + " -> User[id="));
    }

    /** Boot's default makes subclasses; a stub is taken by its interface. */
    @Test
    void client_takesAnAspect() {
        try (ConfigurableApplicationContext application =
                SpringApplication.run(
                        Advised.class,
                        "--rpc.server.port=" + port,
                        "--spring.autoconfigure.exclude="
                                + "io.harrier.rpc.spring.boot.autoconfigure"
                                + ".RpcServerAutoConfiguration")) {
            assertThat(application.getBean(Orders.class).invoice(1))
                    .asString()
                    .startsWith("Order 1 of ");
            assertThat(application.getBean(AtomicInteger.class)).hasValue(1);
        }
    }

    @EnableAutoConfiguration
    @ImportRpcClients(client = "orders", types = Orders.class)
    static class Advised {
        @Bean
        static BeanNameAutoProxyCreator proxies() {
            BeanNameAutoProxyCreator proxies = new BeanNameAutoProxyCreator();
            proxies.setProxyTargetClass(true);
            proxies.setBeanNames("orders#*");
            proxies.setInterceptorNames("counting");
            return proxies;
        }

        @Bean
        static AtomicInteger calls() {
            return new AtomicInteger();
        }

        @Bean
        static MethodBeforeAdvice counting(AtomicInteger calls) {
            return (method, arguments, stub) -> calls.incrementAndGet();
        }
    }

    @Test
    void start_callsWithoutClasses_andPrintsWhatCameBack() {
        assertThat(started.lines())
                .contains(
                        "users.findById by a map, without classes -> {id=7, name=Tony,"
                                + " email=tony@example.org}",
                        "users.findById by bytes -> 0c00000a000100000000000000070b0002000000"
                                + "04546f6e790b000300000010746f6e79406578616d706c652e6f72670000")
                .anyMatch(
                        line ->
                                line.startsWith("users.search by JSON {\"text\": \"ra\"} -> [{")
                                        && line.contains("\"name\":\"Grace\""))
                .anyMatch(
                        line ->
                                line.startsWith("users.findById by JSON {\"id\": 99} -> threw ")
                                        && line.endsWith("UserNotFound: {\"id\":99}"))
                .anyMatch(line -> line.contains("findById.id: expected i64, got \"x1\""));
    }

    @Test
    void start_callsTheOrders_andPrintsWhatCameBack() {
        assertThat(started.lines())
                .contains(
                        "orders.place(7, tea and cake) -> Order[id=1, customer=Tony,"
                                + " lines=[Line[product=tea, count=2], Line[product=cake,"
                                + " count=1]], status=PLACED, note=Optional[hot], stock="
                                + Map.of("tea", 10, "cake", 3)
                                + "]",
                        "orders.find(404): a biz error -> biz error 4404, no order 404",
                        "orders.ofUser(7): asynchronous -> 1 order",
                        "orders.invoice(1): bytes -> Order 1 of Tony",
                        "orders.track(1, paid): oneway -> sent, no reply",
                        "orders.place(5, tea) for tenant blue, who is seen two hops away -> Grace",
                        "Up for others; end with Ctrl+C.")
                .anyMatch(line -> line.startsWith("orders.find(1) over framed -> Order[id=1, "))
                .anyMatch(
                        line ->
                                line.startsWith("orders.place(7, 99 cakes): a declared exception")
                                        && line.endsWith("OutOfStock: only 3 of cake left"))
                .anyMatch(
                        line ->
                                line.startsWith(
                                                "orders.report(1000) within 200 ms -> failed:"
                                                        + " DEADLINE_EXCEEDED, ")
                                        && line.contains("within 200 ms"))
                .anyMatch(line -> line.startsWith("orders.report(1000) within 50 ms -> failed: "));
    }

    @Test
    void start_tenant_isSeenTwoHopsAway() {
        assertThat(started)
                .containsPattern("server: place for demo-app of tenant blue, ")
                .containsPattern("server: findById for demo-app of tenant blue, ");
    }

    @Test
    void start_logsOneLineOfTheServer_andNoWarning() {
        assertThat(started.lines().filter(line -> line.contains("RPC server")))
                .singleElement()
                .asString()
                .contains("RPC server listens on 127.0.0.1:" + port, "services: Orders, Users");
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
    void apacheThriftsPythonClient_ofThePrintedIdl_isAnswered(
            String transport, @TempDir Path generated) throws IOException {
        assertThat(python(PRINTED, "orders_client.py", generated, transport))
                .containsExactly(
                        "place -> Grace [('tea', 2), ('cake', 1)] PLACED 蛇 [('cake', 3), ('tea',"
                                + " 10)]",
                        "invoice -> True",
                        "place of 99 cakes -> OutOfStock cake 3",
                        "find(404) -> True",
                        "track -> PAID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "unframed"})
    void apacheThriftsPythonClient_isAnswered(String transport, @TempDir Path generated)
            throws IOException {
        assertThat(python(IDL, "users_client.py", generated, transport))
                .containsAll(answers("Python 蛇 python@example.org"));
    }

    /** Runs a Python program with what the compiler generates from an IDL. */
    private static List<String> python(Path idl, String program, Path generated, String transport)
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
                idl.toString());
        return PeerProgram.run(
                CALLS_WITHIN,
                PeerProgram.PYTHON,
                "-X",
                "utf8",
                INTEROP.resolve("python").resolve(program).toString(),
                generated.toString(),
                Integer.toString(port),
                transport);
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "ttheader-framed"})
    void stockKitexClient_isAnswered(String transport) throws IOException {
        PeerProgram.require("go", "version");
        Path client = PeerProgram.PROJECT.resolve("target/kitex-users");
        PeerProgram.run(
                BUILD_WITHIN,
                INTEROP.resolve("kitex/build").toString(),
                PRINTED.toString(),
                client.toString());

        assertThat(PeerProgram.run(CALLS_WITHIN, client.toString(), "127.0.0.1:" + port, transport))
                .containsAll(answers("Kitex 好 kitex@example.org"))
                .contains(
                        "place -> Grace tea 2 PLACED 好 10",
                        "invoice -> true",
                        "place of 99 cakes -> OutOfStock cake 3",
                        "find(404) -> true",
                        "track -> PAID");
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

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
