package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.server.HandlerThreads;
import io.harrier.rpc.server.ReflectionAccess;
import io.harrier.rpc.transport.ClientAuth;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

/** What editors are told of our keys is what is bound, no more and no less. */
class MetadataTest {
    static final ObjectProvider<SslBundles> NO_BUNDLES =
            new DefaultListableBeanFactory().getBeanProvider(SslBundles.class);

    private static final Map<String, String> SERVER_KEYS =
            Map.ofEntries(
                    Map.entry("rpc.server.enabled", "true"),
                    Map.entry("rpc.server.port", "1"),
                    Map.entry("rpc.server.address", "127.0.0.1"),
                    Map.entry("rpc.server.in-process-name", "here"),
                    Map.entry("rpc.server.ssl.enabled", "false"),
                    Map.entry("rpc.server.ssl.bundle", "web"),
                    Map.entry("rpc.server.ssl.client-auth", "want"),
                    Map.entry("rpc.server.executor", "pool"),
                    Map.entry("rpc.server.pool-size", "2"),
                    Map.entry("rpc.server.max-message-size", "3MB"),
                    Map.entry("rpc.server.max-header-size", "4KB"),
                    Map.entry("rpc.server.max-connections", "5"),
                    Map.entry("rpc.server.max-concurrency", "6"),
                    Map.entry("rpc.server.max-waiting-size", "64MB"),
                    Map.entry("rpc.server.max-waiting-size-per-connection", "17MB"),
                    Map.entry("rpc.server.idle-timeout", "7s"),
                    Map.entry("rpc.server.reflection", "all"),
                    Map.entry("rpc.server.log-calls", "true"),
                    Map.entry("rpc.server.rate-limit.total", "10"),
                    Map.entry("rpc.server.rate-limit.per-service", "11"),
                    Map.entry("rpc.server.rate-limit.per-method", "12"),
                    Map.entry("rpc.server.rate-limit.per-caller", "0.5"),
                    Map.entry("rpc.server.rate-limit.burst", "13s"),
                    Map.entry("rpc.server.concurrency-limit.enabled", "true"),
                    Map.entry("rpc.server.concurrency-limit.min", "14"),
                    Map.entry("rpc.server.concurrency-limit.initial", "15"),
                    Map.entry("rpc.server.concurrency-limit.max", "16"),
                    Map.entry("rpc.server.shutdown.grace-period", "8s"),
                    Map.entry("rpc.server.shutdown.drain-delay", "9s"));

    private static final Map<String, String> CLIENT_KEYS =
            Map.ofEntries(
                    Map.entry("target", "host:1"),
                    Map.entry("service", "Users"),
                    Map.entry("protocol", "unframed"),
                    Map.entry("serialization", "compact"),
                    Map.entry("idl", "classpath:gate.thrift"),
                    Map.entry("timeout", "2s"),
                    Map.entry("connect-timeout", "3s"),
                    Map.entry("method.find.timeout", "4s"),
                    Map.entry("method.find.idempotent", "true"),
                    Map.entry("method.find.retry.max-attempts", "3"),
                    Map.entry("method.find.retry.delay", "2ms"),
                    Map.entry("method.find.retry.max-delay", "3ms"),
                    Map.entry("method.find.circuit-breaker.enabled", "false"),
                    Map.entry("method.find.circuit-breaker.failure-percent", "19"),
                    Map.entry("method.find.circuit-breaker.min-calls", "20"),
                    Map.entry("method.find.circuit-breaker.window", "21s"),
                    Map.entry("method.find.circuit-breaker.open-for", "22s"),
                    Map.entry("method.find.circuit-breaker.probes", "23"),
                    Map.entry("load-balancer", "weighted-round-robin"),
                    Map.entry("hash-key", "user"),
                    Map.entry("connection.mode", "pooled"),
                    Map.entry("connection.max", "7"),
                    Map.entry("connection.max-total", "8"),
                    Map.entry("connection.min-idle", "6"),
                    Map.entry("connection.idle-timeout", "5s"),
                    Map.entry("connection.max-age", "4s"),
                    Map.entry("connection.eager", "true"),
                    Map.entry("connection.ping-interval", "8s"),
                    Map.entry("connection.ping-timeout", "9s"),
                    Map.entry("ssl.enabled", "false"),
                    Map.entry("ssl.bundle", "web"),
                    Map.entry("ssl.server-name", "users.example"),
                    Map.entry("max-message-size", "10MB"),
                    Map.entry("max-header-size", "11KB"),
                    Map.entry("log-calls", "true"),
                    Map.entry("retry.max-attempts", "4"),
                    Map.entry("retry.delay", "5ms"),
                    Map.entry("retry.max-delay", "6ms"),
                    Map.entry("retry.budget-percent", "7"),
                    Map.entry("retry.budget-per-second", "8"),
                    Map.entry("circuit-breaker.enabled", "true"),
                    Map.entry("circuit-breaker.failure-percent", "9"),
                    Map.entry("circuit-breaker.min-calls", "10"),
                    Map.entry("circuit-breaker.window", "11s"),
                    Map.entry("circuit-breaker.open-for", "12s"),
                    Map.entry("circuit-breaker.probes", "13"));

    @Test
    void metadata_describesEachKeyOnce() throws IOException {
        assertThat(names()).doesNotHaveDuplicates().contains("rpc.client");
        assertThat(properties())
                .allSatisfy(
                        property ->
                                assertThat((String) property.get("description"))
                                        .matches("[A-Z].*\\.")
                                        .doesNotMatch("(The|A|An) .*"));
        assertThat(properties()).allSatisfy(property -> assertThat(property).containsKey("type"));
    }

    @Test
    void metadata_byHand_isInOrder() throws IOException {
        try (InputStream file =
                RpcAutoConfiguration.class.getResourceAsStream(
                        "/META-INF/additional-spring-configuration-metadata.json")) {
            List<String> names = JsonPath.parse(file).read("$.properties[*].name");
            assertThat(names).isSorted();
        }
    }

    @Test
    void metadata_ofClients_givesTheDefaultsOfTheEngine() throws IOException {
        MockEnvironment environment = new MockEnvironment();
        for (Map<String, Object> each : properties()) {
            if (each.get("name").toString().startsWith("rpc.client.default.")
                    && each.containsKey("defaultValue")) {
                environment.setProperty(
                        each.get("name").toString(), each.get("defaultValue").toString());
            }
        }
        assertThat(engineClient(environment))
                .usingRecursiveComparison()
                .ignoringFields("connectTimeoutTold", "shared")
                .isEqualTo(engineClient(new MockEnvironment()));
    }

    /** What an engine client would be made of, under these keys. */
    private static RpcClientBuilder engineClient(MockEnvironment environment) {
        List<RpcClientBuilder> made = new ArrayList<>();
        ClientConfiguration configuration = new ClientConfiguration(environment);
        try (EventLoops loops = EventLoops.open(IoKind.NIO, 1, "metadata")) {
            RpcClientCustomizer keep = (name, client) -> made.add(client);
            new RpcClientFactory(
                            List.of(keep),
                            "",
                            loops,
                            new TlsBundles(NO_BUNDLES),
                            new MiddlewareSelection(environment),
                            null)
                    .open("a", "127.0.0.1:1", configuration.of("a"), UnaryOperator.identity())
                    .close();
        }
        return made.get(0);
    }

    @Test
    void metadata_ofTheServer_namesItsKeys() throws IOException {
        assertThat(names())
                .filteredOn(name -> name.startsWith("rpc.server."))
                .containsExactlyInAnyOrderElementsOf(SERVER_KEYS.keySet());
    }

    @Test
    void metadata_ofClients_namesTheirKeys() throws IOException {
        assertThat(names())
                .filteredOn(name -> name.startsWith("rpc.client.default."))
                .map(name -> name.substring("rpc.client.default.".length()))
                .flatExtracting(name -> name.equals("method") ? methodKeys() : List.of(name))
                .containsExactlyInAnyOrderElementsOf(CLIENT_KEYS.keySet());
        assertThat(RpcClientFactory.KEYS)
                .map(name -> name.replace("<name>", "find"))
                .containsExactlyInAnyOrderElementsOf(CLIENT_KEYS.keySet());
    }

    private static List<String> methodKeys() {
        return CLIENT_KEYS.keySet().stream().filter(key -> key.startsWith("method.")).toList();
    }

    @Test
    void everyKey_isBound() throws Exception {
        Binder binder = new Binder(new MapConfigurationPropertySource(SERVER_KEYS));
        RpcServerProperties server = binder.bind("rpc.server", RpcServerProperties.class).get();
        assertThat(server)
                .usingRecursiveComparison()
                .withEqualsForType(Object::equals, InetAddress.class)
                .isEqualTo(expectedServer());

        MockEnvironment environment = new MockEnvironment();
        CLIENT_KEYS.forEach(
                (key, value) -> environment.setProperty("rpc.client.users." + key, value));
        RpcClientProperties client = new ClientConfiguration(environment).of("users");
        assertThat(client).hasNoNullFieldsOrProperties();
        assertThat(client.getConnection()).hasNoNullFieldsOrProperties();
        assertThat(client.getSsl()).hasNoNullFieldsOrProperties();
        assertThat(client.getRetry()).hasNoNullFieldsOrProperties();
        assertThat(client.getCircuitBreaker()).hasNoNullFieldsOrProperties();
        assertThat(client.getMethod().get("find").getTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(client.getMethod().get("find").getIdempotent()).isTrue();
        assertThat(client.getMethod().get("find").getRetry()).hasNoNullFieldsOrProperties();
        assertThat(client.getMethod().get("find").getCircuitBreaker())
                .hasNoNullFieldsOrProperties();
    }

    private static RpcServerProperties expectedServer() throws Exception {
        RpcServerProperties server = new RpcServerProperties();
        server.setPort(1);
        server.setAddress(InetAddress.getByName("127.0.0.1"));
        server.setInProcessName("here");
        server.getSsl().setEnabled(false);
        server.getSsl().setBundle("web");
        server.getSsl().setClientAuth(ClientAuth.WANT);
        server.setExecutor(HandlerThreads.POOL);
        server.setPoolSize(2);
        server.setMaxMessageSize(DataSize.ofMegabytes(3));
        server.setMaxHeaderSize(DataSize.ofKilobytes(4));
        server.setMaxConnections(5);
        server.setMaxConcurrency(6);
        server.setMaxWaitingSize(DataSize.ofMegabytes(64));
        server.setMaxWaitingSizePerConnection(DataSize.ofMegabytes(17));
        server.setIdleTimeout(Duration.ofSeconds(7));
        server.setReflection(ReflectionAccess.ALL);
        server.setLogCalls(true);
        server.getRateLimit().setTotal(10);
        server.getRateLimit().setPerService(11);
        server.getRateLimit().setPerMethod(12);
        server.getRateLimit().setPerCaller(0.5);
        server.getRateLimit().setBurst(Duration.ofSeconds(13));
        server.getConcurrencyLimit().setEnabled(true);
        server.getConcurrencyLimit().setMin(14);
        server.getConcurrencyLimit().setInitial(15);
        server.getConcurrencyLimit().setMax(16);
        server.getShutdown().setGracePeriod(Duration.ofSeconds(8));
        server.getShutdown().setDrainDelay(Duration.ofSeconds(9));
        return server;
    }

    private static List<String> names() throws IOException {
        return properties().stream().map(property -> (String) property.get("name")).toList();
    }

    private static List<Map<String, Object>> properties() throws IOException {
        try (InputStream file =
                RpcAutoConfiguration.class.getResourceAsStream(
                        "/META-INF/spring-configuration-metadata.json")) {
            return JsonPath.parse(file).read("$.properties");
        }
    }
}
