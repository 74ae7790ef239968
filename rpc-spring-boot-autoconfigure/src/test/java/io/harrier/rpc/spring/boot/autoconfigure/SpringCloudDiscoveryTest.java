package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.cluster.HostAddress;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
final class SpringCloudDiscoveryTest {
    interface Gate {
        String pass(String name);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "gate", types = Gate.class)
    static class Imports {}

    /** A registry of the test's own. */
    private static final class Registry implements DiscoveryClient {
        private final List<ServiceInstance> instances = new ArrayList<>();
        private boolean isDown;
        private String asked = "";

        @Override
        public String description() {
            return "test";
        }

        @Override
        public synchronized List<ServiceInstance> getInstances(String id) {
            asked = id;
            if (isDown) {
                throw new IllegalStateException("registry is down");
            }
            return List.copyOf(instances);
        }

        @Override
        public List<String> getServices() {
            return List.of();
        }

        synchronized void set(boolean down, ServiceInstance... now) {
            isDown = down;
            instances.clear();
            instances.addAll(List.of(now));
        }
    }

    private final RpcServer a = server("a");
    private final RpcServer b = server("b");
    private final Registry registry = new Registry();
    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class, RpcClientAutoConfiguration.class))
                    .withUserConfiguration(Imports.class);

    @AfterEach
    void close() {
        a.close();
        b.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"discovery://shop", "lb://shop"})
    void target_isFoundByItsId(String target) {
        registry.set(false, instance(a.port(), Map.of()));
        app.withBean(DiscoveryClient.class, () -> registry)
                .withPropertyValues("rpc.client.gate.target=" + target)
                .run(context -> assertThat(context.getBean(Gate.class).pass("")).isEqualTo("a"));
        assertThat(registry.asked).isEqualTo("shop");
    }

    @Test
    void target_withoutId_isTheClientsName() {
        registry.set(false, instance(a.port(), Map.of()));
        app.withBean(DiscoveryClient.class, () -> registry)
                .withPropertyValues("rpc.client.gate.target=discovery://")
                .run(context -> assertThat(context.getBean(Gate.class).pass("")).isEqualTo("a"));
        assertThat(registry.asked).isEqualTo("gate");
    }

    @Test
    void metadata_saysPortAndWeight() {
        registry.set(
                false,
                instance(1, Map.of("rpc.port", "" + a.port(), "weight", "0.5")),
                instance(b.port(), Map.of("nacos.weight", "0")));
        app.withBean(DiscoveryClient.class, () -> registry)
                .withPropertyValues("rpc.client.gate.target=discovery://shop")
                .run(
                        context -> {
                            for (int i = 0; i < 20; i++) {
                                assertThat(context.getBean(Gate.class).pass("")).isEqualTo("a");
                            }
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 1, rpc.port, abc, its rpc.port is 'abc' (expected: 1..65535)",
        "127.0.0.1, 1, rpc.port, 0, its rpc.port is '0' (expected: 1..65535)",
        "127.0.0.1, 0, zone, x, its port is 0 (expected: 1..65535)",
        "127.0.0.1, 1, weight, heavy, 'its weight is ''heavy'' (expected: a number, 0 or more)'",
        "127.0.0.1, 1, nacos.weight, -1, 'its nacos.weight is ''-1'' (expected: a number, 0 or"
                + " more)'",
        "' ', 1, zone, x, its host is ' ' (expected: a name or an address)"
    })
    void instance_thatIsBad_isLeftOutAndToldOnce(
            String host, int port, String key, String value, String why, CapturedOutput output)
            throws Exception {
        registry.set(
                false,
                instance(7, Map.of()),
                new DefaultServiceInstance("bad", "shop", host, port, false, Map.of(key, value)),
                instance(8, Map.of()));
        ServiceHosts hosts = new ServiceHosts("shop", () -> registry);

        List<HostAddress> good =
                List.of(new HostAddress("127.0.0.1", 7), new HostAddress("127.0.0.1", 8));
        assertThat(hosts.hosts()).isEqualTo(good);
        assertThat(hosts.hosts()).isEqualTo(good);
        assertThat(output)
                .containsOnlyOnce("discovery://shop: instance bad of " + host + ':' + port)
                .contains("is left out: " + why + "; correct what it registers");
    }

    @Test
    void instance_thatIsBadAgain_isToldAgain(CapturedOutput output) throws Exception {
        ServiceHosts hosts = new ServiceHosts("shop", () -> registry);
        ServiceInstance good = instance(7, Map.of());
        for (String port : List.of("abc", "8", "abc")) {
            registry.set(false, good, instance(1, Map.of("rpc.port", port)));
            hosts.hosts();
        }

        assertThat(output.getOut().split("its rpc.port is 'abc'", -1)).hasSize(3);
    }

    @Test
    void instances_thatAreAllBad_failTheLookUp(CapturedOutput output) {
        registry.set(false, instance(0, Map.of()), instance(1, Map.of("weight", "NaN")));

        assertThatThrownBy(new ServiceHosts("shop", () -> registry)::hosts)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no instance can be called; the first: id-0 of 127.0.0.1:0 is left out: its"
                                + " port is 0 (expected: 1..65535)");
        assertThat(output).doesNotContain("left out");
    }

    @Test
    void registryIsDownAtStart_theApplicationStarts_andCallsFindHostsLater() {
        registry.set(true);
        app.withBean(DiscoveryClient.class, () -> registry)
                .withPropertyValues("rpc.client.gate.target=discovery://shop")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            Gate gate = context.getBean(Gate.class);
                            assertThatThrownBy(() -> gate.pass(""))
                                    .isInstanceOf(RpcException.class)
                                    .hasMessageContaining("no hosts of discovery://shop are known")
                                    .hasMessageContaining("registry is down");
                            registry.set(false, instance(a.port(), Map.of()));
                            context.publishEvent(new HeartbeatEvent(this, 1));
                            assertThat(answered(gate)).isEqualTo("a");
                        });
    }

    /** The look-up that the event starts runs on another thread. */
    private static String answered(Gate gate) {
        long start = System.nanoTime();
        while (true) {
            try {
                return gate.pass("");
            } catch (RpcException e) {
                assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
            }
        }
    }

    @Test
    void springCloudsOwnSimpleClient_isAsked() {
        app.withConfiguration(
                        AutoConfigurations.of(
                                UtilAutoConfiguration.class,
                                SimpleDiscoveryClientAutoConfiguration.class))
                .withPropertyValues(
                        "rpc.client.gate.target=discovery://shop",
                        "spring.cloud.discovery.client.simple.instances.shop[0].uri=http://127.0.0.1:"
                                + a.port())
                .run(context -> assertThat(context.getBean(Gate.class).pass("")).isEqualTo("a"));
    }

    @Test
    void springCloudIsAbsent_startFailsAndSaysWhatToAdd() {
        app.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
                .withPropertyValues("rpc.client.gate.target=discovery://shop")
                .run(
                        context ->
                                assertThatThrownBy(() -> context.getBean(Gate.class))
                                        .rootCause()
                                        .isInstanceOf(FailureAnalyzedException.class)
                                        .hasMessageContaining("'rpc.client.gate.target'")
                                        .hasMessageContaining("discovery://shop"));
    }

    @Test
    void springCloudIsAbsent_otherTargetsWork() {
        app.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
                .withPropertyValues("rpc.client.gate.target=127.0.0.1:" + a.port())
                .run(context -> assertThat(context.getBean(Gate.class).pass("")).isEqualTo("a"));
    }

    @Test
    void springCloudIsThereButKnowsNoRegistry_callsSaySo() {
        app.withPropertyValues("rpc.client.gate.target=discovery://shop")
                .run(
                        context ->
                                assertThatThrownBy(() -> context.getBean(Gate.class).pass(""))
                                        .hasMessageContaining("DiscoveryClient"));
    }

    private static ServiceInstance instance(int port, Map<String, String> metadata) {
        return new DefaultServiceInstance("id-" + port, "shop", "127.0.0.1", port, false, metadata);
    }

    private static RpcServer server(String name) {
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .service((Gate) given -> name, Gate.class, "Gate")
                .start();
    }
}
