package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.client.ConnectionSettings;
import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.GenericMessage;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.server.ReflectionAccess;
import io.harrier.rpc.server.RpcServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What each key does that no other test sets. */
final class KeyEffectsTest {
    private static final int PATIENCE_MILLIS = 10_000;

    /** Of a name. */
    private static final int LONG = 60_000;

    /** Calls stay in it until it opens. */
    interface Gate {
        String pass(String name);
    }

    /** The same, asynchronously. */
    interface Door {
        CompletionStage<String> pass(String name);
    }

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withPropertyValues("rpc.server.address=127.0.0.1", "rpc.server.port=0");

    @Test
    void executorPool_usesNoVirtualThreads() {
        app.withBean(Handler.class)
                .withPropertyValues("rpc.server.executor=pool")
                .run(context -> assertThat(server(context).hasVirtualThreads()).isFalse());
    }

    @Test
    void poolSize_isHowManyHandlersRunAtOnce() {
        app.withBean(Handler.class)
                .withPropertyValues("rpc.server.executor=pool", "rpc.server.pool-size=1")
                .run(
                        context -> {
                            Handler handler = context.getBean(Handler.class);
                            try (RpcClient client = client(server(context))) {
                                Door door = client.proxy(Door.class, Gate.class);
                                CompletionStage<String> one = door.pass("one");
                                CompletionStage<String> two = door.pass("two");
                                await(() -> server(context).calls() == 2);
                                handler.open.countDown();
                                assertThat(result(one)).isEqualTo("one");
                                assertThat(result(two)).isEqualTo("two");
                            }
                            assertThat(handler.most).hasValue(1);
                        });
    }

    @Test
    void maxConcurrency_refusesTheCallsAbove() {
        app.withBean(Handler.class)
                .withPropertyValues("rpc.server.max-concurrency=1")
                .run(
                        context -> {
                            Handler handler = context.getBean(Handler.class);
                            try (RpcClient client = client(server(context))) {
                                Door door = client.proxy(Door.class, Gate.class);
                                CompletionStage<String> one = door.pass("one");
                                await(() -> handler.inside.get() == 1);
                                assertThat(failure(door.pass("two")).kind())
                                        .isEqualTo(ErrorKind.OVERLOADED);
                                handler.open.countDown();
                                assertThat(result(one)).isEqualTo("one");
                            }
                        });
    }

    @Test
    void maxWaitingSize_refusesTheRequestsAbove() {
        busy("rpc.server.max-waiting-size=1B")
                .run(
                        context -> {
                            Handler handler = context.getBean(Handler.class);
                            try (RpcClient client = client(server(context))) {
                                List<CompletionStage<String>> calls = pass(client, handler, 3);
                                await(() -> calls.stream().anyMatch(KeyEffectsTest::isOver));
                                assertThat(failure(calls.get(3)).kind())
                                        .isEqualTo(ErrorKind.OVERLOADED);
                                handler.open.countDown();
                                assertThat(result(calls.get(0))).hasSize(LONG);
                            }
                        });
    }

    @Test
    void maxWaitingSizePerConnection_letsTheRequestsAboveWaitOutside() {
        busy("rpc.server.max-waiting-size-per-connection=1B")
                .run(
                        context -> {
                            Handler handler = context.getBean(Handler.class);
                            try (RpcClient client = client(server(context));
                                    RpcClient other = client(server(context))) {
                                List<CompletionStage<String>> calls = pass(client, handler, 30);
                                await(() -> server(context).calls() > 1);
                                for (int i = 0; i < 20; i++) {
                                    assertThatThrownBy(() -> other.proxy(Bell.class).ring("x"))
                                            .hasMessageContaining("unknown service");
                                }
                                assertThat(server(context).calls()).isLessThan(30);
                                handler.open.countDown();
                                for (CompletionStage<String> call : calls) {
                                    assertThat(result(call)).hasSize(LONG);
                                }
                            }
                        });
    }

    /** One thread for handlers, and room for two long requests besides that one's. */
    private ApplicationContextRunner busy(String key) {
        return app.withBean(Handler.class)
                .withPropertyValues(
                        "rpc.server.executor=pool",
                        "rpc.server.pool-size=1",
                        "rpc.server.max-message-size=64KB",
                        "rpc.server.max-header-size=64KB",
                        key);
    }

    /** One long call that the handler has, and more. */
    private static List<CompletionStage<String>> pass(RpcClient client, Handler handler, int more)
            throws Exception {
        Door door = client.proxy(Door.class, Gate.class);
        result(door.pass(Handler.AT_ONCE)); // from here on calls share a connection
        List<CompletionStage<String>> calls = new ArrayList<>();
        calls.add(door.pass("x".repeat(LONG)));
        await(() -> handler.inside.get() == 1);
        for (int i = 0; i < more; i++) {
            calls.add(door.pass("x".repeat(LONG)));
        }
        return calls;
    }

    private static boolean isOver(CompletionStage<String> call) {
        return call.toCompletableFuture().isDone();
    }

    @Test
    void maxConnections_closesTheOnesAbove() {
        app.withBean(Handler.class)
                .withPropertyValues("rpc.server.max-connections=1")
                .run(
                        context -> {
                            try (Socket first = connect(server(context))) {
                                await(() -> server(context).connections() == 1);
                                try (Socket second = connect(server(context))) {
                                    assertThat(second.getInputStream().read()).isEqualTo(-1);
                                }
                                assertThat(first.isClosed()).isFalse();
                            }
                        });
    }

    @Test
    void idleTimeout_closesASilentConnection() {
        app.withBean(Handler.class)
                .withPropertyValues("rpc.server.idle-timeout=100ms")
                .run(
                        context -> {
                            try (Socket silent = connect(server(context))) {
                                assertThat(silent.getInputStream().read()).isEqualTo(-1);
                            }
                        });
    }

    @Test
    void service_isTheOneThatIsCalled() {
        Gate one = name -> "one";
        Gate two = name -> "two";
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .service(one, Gate.class, "one")
                        .service(two, Gate.class, "two")
                        .start()) {
            app.withUserConfiguration(ImportsGate.class)
                    .withPropertyValues(
                            "rpc.client.gate.target=127.0.0.1:" + server.port(),
                            "rpc.client.gate.service=two")
                    .run(
                            context ->
                                    assertThat(context.getBean(Gate.class).pass(""))
                                            .isEqualTo("two"));
        }
    }

    @ParameterizedTest
    @CsvSource({"pooled, false", "short, false", "multiplexed, true", "auto, true"})
    void connectionMode_withOneConnection_decidesOnASecondCall(String mode, boolean fits) {
        Handler handler = new Handler();
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .service(handler, Gate.class, "Door")
                        .start()) {
            app.withUserConfiguration(ImportsDoor.class)
                    .withPropertyValues(
                            "rpc.client.door.target=127.0.0.1:" + server.port(),
                            "rpc.client.door.connection.mode=" + mode,
                            "rpc.client.door.connection.max=1")
                    .run(
                            context -> {
                                Door door = context.getBean(Door.class);
                                assertThat(result(door.pass(Handler.AT_ONCE))).isEmpty();
                                CompletionStage<String> one = door.pass("one");
                                await(() -> handler.inside.get() == 1);
                                CompletionStage<String> two = door.pass("two");
                                if (fits) {
                                    await(() -> handler.inside.get() == 2);
                                } else {
                                    assertThat(failure(two))
                                            .hasMessageContaining("no room on 1 connections");
                                }
                                handler.open.countDown();
                                assertThat(result(one)).isEqualTo("one");
                            });
        }
    }

    @Test
    void connectionModeShort_leavesNoConnectionBehind() {
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .service((Gate) name -> "in", Gate.class, "Gate")
                        .start()) {
            app.withUserConfiguration(ImportsGate.class)
                    .withPropertyValues(
                            "rpc.client.gate.target=127.0.0.1:" + server.port(),
                            "rpc.client.gate.connection.mode=short")
                    .run(
                            context -> {
                                assertThat(context.getBean(Gate.class).pass("")).isEqualTo("in");
                                await(() -> server.connections() == 0);
                            });
        }
    }

    @Test
    void loadBalancer_decidesWhereCallsGo() {
        try (RpcServer a = named("a");
                RpcServer b = named("b")) {
            String target = "rpc.client.gate.target=" + address(a) + ',' + address(b);
            app.withUserConfiguration(ImportsGate.class)
                    .withPropertyValues(
                            target, "rpc.client.gate.load-balancer=weighted-round-robin")
                    .run(
                            context -> {
                                Gate gate = context.getBean(Gate.class);
                                String first = gate.pass("");
                                String second = gate.pass("");
                                assertThat(first).isNotEqualTo(second);
                                assertThat(gate.pass("")).isEqualTo(first);
                            });
            app.withUserConfiguration(ImportsGate.class)
                    .withPropertyValues(
                            target,
                            "rpc.client.gate.load-balancer=consistent-hash",
                            "rpc.client.gate.hash-key=user")
                    .run(
                            context -> {
                                Gate gate = context.getBean(Gate.class);
                                try (CallScope scope = CallScope.open()) {
                                    scope.transientValue("user", "7");
                                    String host = gate.pass("");
                                    for (int i = 0; i < 10; i++) {
                                        assertThat(gate.pass("")).isEqualTo(host);
                                    }
                                }
                            });
        }
    }

    @Test
    void connectionEagerAndMinIdle_openConnectionsBeforeTheFirstCall() {
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .service(new Handler(), Gate.class, "Gate")
                        .start()) {
            app.withUserConfiguration(ImportsGate.class)
                    .withPropertyValues(
                            "rpc.client.gate.target=127.0.0.1:" + server.port(),
                            "rpc.client.gate.connection.mode=pooled",
                            "rpc.client.gate.connection.min-idle=3",
                            "rpc.client.gate.connection.eager=true")
                    .run(context -> await(() -> server.connections() == 3));
        }
    }

    @Test
    void connectionMaxTotal_isOfAllHostsTogether() {
        try (RpcServer a = named("a");
                RpcServer b = named("b")) {
            app.withUserConfiguration(ImportsGate.class)
                    .withPropertyValues(
                            "rpc.client.gate.target=" + address(a) + ',' + address(b),
                            "rpc.client.gate.load-balancer=weighted-round-robin",
                            "rpc.client.gate.connection.max-total=1")
                    .run(
                            context -> {
                                Gate gate = context.getBean(Gate.class);
                                String first = gate.pass("");
                                assertThat(gate.pass("")).isNotEqualTo(first);
                                await(() -> a.connections() + b.connections() == 1);
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle-timeout", "max-age"})
    void connectionTimes_closeAConnectionThatIsNotUsed(String key) {
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .service((Gate) name -> "in", Gate.class, "Gate")
                        .start()) {
            app.withUserConfiguration(ImportsGate.class)
                    .withPropertyValues(
                            "rpc.client.gate.target=127.0.0.1:" + server.port(),
                            "rpc.client.gate.connection.mode=pooled",
                            "rpc.client.gate.connection." + key + "=50ms")
                    .run(
                            context -> {
                                context.getBean(Gate.class).pass("");
                                await(() -> server.connections() == 0);
                            });
        }
    }

    private static RpcServer named(String name) {
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .service((Gate) given -> name, Gate.class, "Gate")
                .start();
    }

    private static String address(RpcServer server) {
        return "127.0.0.1:" + server.port();
    }

    /** A method that may run twice is tried again where its connection is lost. */
    @ParameterizedTest
    @CsvSource({"true, 2", "false, 1"})
    void methodIdempotent_isTriedAgain(boolean idempotent, int requests) throws Exception {
        try (ServerSocket broken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger seen = new AtomicInteger();
            Thread breaker = new Thread(() -> breakAll(broken, seen));
            breaker.setDaemon(true);
            breaker.start();
            app.withUserConfiguration(ImportsGate.class)
                    .withPropertyValues(
                            "rpc.client.gate.target=127.0.0.1:" + broken.getLocalPort(),
                            "rpc.client.gate.method.pass.idempotent=" + idempotent)
                    .run(
                            context ->
                                    assertThatThrownBy(() -> context.getBean(Gate.class).pass(""))
                                            .hasMessageContaining("the call may have run"));
            assertThat(seen).hasValue(requests);
        }
    }

    private static void breakAll(ServerSocket port, AtomicInteger requests) {
        while (!port.isClosed()) {
            try (Socket socket = port.accept()) {
                if (socket.getInputStream().read() >= 0) {
                    requests.incrementAndGet();
                }
            } catch (IOException e) {
                Thread.onSpinWait(); // the test is over
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "COMPACT", "JSON"})
    void serialization_isWhatTheServerGets(ProtocolKind kind) {
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .unknown(KeyEffectsTest::protocolName)
                        .start()) {
            app.withUserConfiguration(ImportsGate.class)
                    .withPropertyValues(
                            "rpc.client.gate.target=127.0.0.1:" + server.port(),
                            "rpc.client.gate.serialization=" + kind)
                    .run(
                            context ->
                                    assertThat(context.getBean(Gate.class).pass(""))
                                            .isEqualTo(kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Answers with the name of the protocol that the request came in. */
    private static CompletionStage<ByteBuf> protocolName(GenericMessage request) {
        ByteBuf reply = Unpooled.buffer();
        try (ProtocolWriter out = request.protocol().writer(reply)) {
            out.beginStruct();
            out.field(WireTypes.STRING, 0);
            out.writeString(request.protocol().name());
            out.endStruct();
        }
        return CompletableFuture.completedFuture(reply);
    }

    @Test
    void reflectionNone_tellsNobody() {
        app.withBean(Handler.class)
                .withPropertyValues("rpc.server.reflection=none")
                .run(
                        context -> {
                            try (RpcClient client = client(server(context))) {
                                assertThatThrownBy(() -> client.schemas().services())
                                        .hasMessageContaining("unknown service HarrierReflection");
                            }
                        });
    }

    @Test
    void template_withoutIdl_asksTheServer() {
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .service((Bell) name -> "ding, " + name, "")
                        .start()) {
            app.withPropertyValues("rpc.client.bell.target=127.0.0.1:" + server.port())
                    .run(
                            context -> {
                                GenericClient bell =
                                        context.getBean(RpcTemplate.class).client("bell");
                                assertThat(bell.call("ring", Map.of("name", "a")))
                                        .isEqualTo("ding, a");
                            });
        }
    }

    interface Bell {
        String ring(String name);
    }

    @Test
    void idl_isTheSchemaOfTheTemplate() {
        try (RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .service((Gate) name -> "in, " + name, "")
                        .reflection(ReflectionAccess.NONE)
                        .start()) {
            app.withPropertyValues(
                            "rpc.client.gate.target=127.0.0.1:" + server.port(),
                            "rpc.client.gate.idl=classpath:gate.thrift")
                    .run(
                            context -> {
                                GenericClient gate =
                                        context.getBean(RpcTemplate.class).client("gate");
                                assertThat(gate.json("pass", "{\"name\": \"a\"}"))
                                        .isEqualTo("\"in, a\"");
                            });
        }
    }

    @Test
    void idl_thatIsNotThere_isToldWithItsKey() {
        app.withPropertyValues(
                        "rpc.client.gate.target=127.0.0.1:1",
                        "rpc.client.gate.idl=classpath:nowhere.thrift")
                .run(
                        context ->
                                assertThatThrownBy(
                                                () ->
                                                        context.getBean(RpcTemplate.class)
                                                                .client("gate"))
                                        .hasMessageContaining("rpc.client.gate.idl")
                                        .hasMessageContaining("nowhere.thrift"));
    }

    /** Their effects take a network that fails; the engine's own tests have it. */
    @Test
    void timesOfConnections_reachTheEngine() {
        app.withUserConfiguration(ImportsGate.class)
                .withPropertyValues(
                        "rpc.client.gate.target=127.0.0.1:1",
                        "rpc.client.gate.connect-timeout=1ms",
                        "rpc.client.gate.connection.ping-interval=2ms",
                        "rpc.client.default.connection.ping-timeout=3ms")
                .withBean(
                        RpcClientCustomizer.class,
                        () ->
                                (name, client) -> {
                                    assertThat(client)
                                            .hasFieldOrPropertyWithValue(
                                                    "connectTimeout", Duration.ofMillis(1));
                                    client.connections(KeyEffectsTest::requirePings);
                                })
                .run(context -> assertThat(context).hasSingleBean(Gate.class).hasNotFailed());
    }

    private static ConnectionSettings requirePings(ConnectionSettings told) {
        assertThat(told.pingInterval()).isEqualTo(Duration.ofMillis(2));
        assertThat(told.pingTimeout()).isEqualTo(Duration.ofMillis(3));
        return told;
    }

    @Test
    void methodTimeouts_ofDefaultAndOfTheClient_hold() {
        app.withUserConfiguration(ImportsGate.class)
                .withPropertyValues(
                        "rpc.client.gate.target=127.0.0.1:1",
                        "rpc.client.gate.method.other.timeout=7s",
                        "rpc.client.default.method.pass.timeout=1ns")
                .run(
                        context ->
                                assertThatThrownBy(() -> context.getBean(Gate.class).pass(""))
                                        .hasMessageContaining("the deadline passed"));
    }

    private static RpcServer server(ApplicationContext context) {
        return context.getBean(RpcServerLifecycle.class).server();
    }

    private static RpcClient client(RpcServer server) {
        return RpcClient.builder("127.0.0.1:" + server.port()).build();
    }

    private static Socket connect(RpcServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static String result(CompletionStage<String> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static RpcException failure(CompletionStage<String> stage) {
        ExecutionException failed =
                catchThrowableOfType(ExecutionException.class, () -> result(stage));
        return (RpcException) failed.getCause();
    }

    private static void await(BooleanSupplier happened) throws InterruptedException {
        for (int i = 0; i < PATIENCE_MILLIS && !happened.getAsBoolean(); i++) {
            Thread.sleep(1);
        }
        assertThat(happened.getAsBoolean()).isTrue();
    }

    @RpcService
    static final class Handler implements Gate {
        private static final String AT_ONCE = "";

        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public String pass(String name) {
            if (!name.equals(AT_ONCE)) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                waitUntilOpen();
                inside.decrementAndGet();
            }
            return name;
        }

        private void waitUntilOpen() {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "gate", types = Gate.class)
    static class ImportsGate {}

    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "door", types = Door.class)
    static class ImportsDoor {}
}
