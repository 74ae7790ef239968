package io.harrier.rpc.spring.boot.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.rules.RulesState;
import io.harrier.rpc.spring.boot.autoconfigure.RpcClientRegistry;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A real ZooKeeper tells two applications, one that serves and one that calls, while the second
 * calls the first.
 */
@Tag("zookeeper")
class ZooKeeperRulesTest {
    private static final String NODE = "/config/shop/rpc.rules.document";
    private static final String NOTHING = "{\"rules\": {}}";

    private TestingServer zooKeeper;
    private CuratorFramework operator;
    private ConfigurableApplicationContext server;
    private ConfigurableApplicationContext caller;

    @RpcService
    static final class Hello implements Greeter.Iface {
        @Override
        public String greet(String name) {
            return "hello " + name;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Serving {
        @Bean
        Hello hello() {
            return new Hello();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Calling {}

    @BeforeEach
    void start() throws Exception {
        zooKeeper = new TestingServer();
        operator =
                CuratorFrameworkFactory.newClient(
                        zooKeeper.getConnectString(), new RetryOneTime(100));
        operator.start();
        operator.create().creatingParentsIfNeeded().forPath(NODE, bytes(NOTHING));
        server = app(Serving.class, "rpc.server.port=0", "rpc.server.address=127.0.0.1");
        String port = server.getEnvironment().getRequiredProperty("local.rpc.server.port");
        caller = app(Calling.class, "rpc.client.greeter.target=127.0.0.1:" + port);
    }

    @AfterEach
    void stop() throws Exception {
        caller.close();
        server.close();
        operator.close();
        zooKeeper.close();
    }

    @Test
    void document_inZooKeeper_reachesTwoApplicationsUnderLoad() throws Exception {
        Greeter.Iface greeter =
                caller.getBean(RpcClientRegistry.class).proxy("greeter", Greeter.Iface.class);
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        Thread load = new Thread(() -> callUntilInterrupted(greeter, calls, failed));
        load.start();

        for (int i = 1; i <= 5; i++) {
            String document =
                    "{\"rules\": {\"*\": {\"timeout\": \""
                            + (10 + i)
                            + "s\", \"limits\": {\"concurrency\": "
                            + (100 + i)
                            + "}}}}";
            operator.setData().forPath(NODE, bytes(document));
            await(() -> rules(server).document().equals(document));
            await(() -> rules(caller).document().equals(document));
        }
        int soFar = calls.get();
        operator.setData().forPath(NODE, bytes("{\"rules\": 7}"));
        await(() -> state(server).refused() == 1 && state(caller).refused() == 1);
        await(() -> calls.get() > soFar);
        load.interrupt();
        load.join();

        assertThat(failed).hasValue(0);
        assertThat(state(server).version()).isEqualTo(6);
        assertThat(state(caller).version()).isEqualTo(6);
        assertThat(state(caller).hash()).isEqualTo(state(server).hash());
        assertThat(state(caller).source()).isEqualTo("rpc.rules.document");
    }

    private static void callUntilInterrupted(
            Greeter.Iface greeter, AtomicInteger calls, AtomicInteger failed) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                greeter.greet("you");
                calls.incrementAndGet();
            } catch (Exception e) {
                failed.addAndGet(Thread.currentThread().isInterrupted() ? 0 : 1);
            }
        }
    }

    private ConfigurableApplicationContext app(Class<?> type, String... keys) {
        return new SpringApplicationBuilder(type)
                .web(WebApplicationType.NONE)
                .properties(keys)
                .run(
                        "--spring.application.name=shop",
                        "--spring.cloud.zookeeper.connect-string=" + zooKeeper.getConnectString(),
                        "--spring.config.import=zookeeper:");
    }

    private static Rules rules(ConfigurableApplicationContext app) {
        return app.getBean(Rules.class);
    }

    private static RulesState state(ConfigurableApplicationContext app) {
        return rules(app).state();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 6_000 && !condition.getAsBoolean(); i++) {
            never.await(5, TimeUnit.MILLISECONDS);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
