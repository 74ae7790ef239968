package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcClient;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.spring.boot.autoconfigure.imported.Marked;
import io.harrier.rpc.spring.boot.autoconfigure.imported.Outer;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Clients by their interfaces: imported, annotated, or asked of the registry. */
final class ImportedClientsTest {
    interface Shop {
        String open(String name);
    }

    private static RpcServer server;

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class, RpcClientAutoConfiguration.class))
                    .withPropertyValues("rpc.client.shop.target=127.0.0.1:" + server.port());

    @BeforeAll
    static void start() {
        Shop shop = name -> "open " + name;
        server = RpcServer.builder().port(0).service(shop, Shop.class, "").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void importedType_isInjectedByItsTypeAlone() {
        app.withUserConfiguration(Imports.class)
                .run(
                        context -> {
                            assertThat(context.getBean(Shop.class).open("a")).isEqualTo("open a");
                            assertThat(context).hasBean("shop#" + Shop.class.getName());
                        });
    }

    @Test
    void localHandler_ofAnImportedType_isNotInjectedButServes() {
        app.withUserConfiguration(Imports.class, HandlerToo.class)
                .run(
                        context ->
                                assertThat(context.getBean(HandlerToo.class).injected.open("a"))
                                        .isEqualTo("open a"));
    }

    @Test
    void twoClients_ofOneType_areToldApartByNameAndByRegistry() {
        app.withUserConfiguration(Imports.class, ImportsAnother.class)
                .withPropertyValues("rpc.client.other.target=127.0.0.1:" + server.port())
                .run(
                        context -> {
                            assertThat(context.getBeanNamesForType(Shop.class)).hasSize(2);
                            RpcClientRegistry registry = context.getBean(RpcClientRegistry.class);
                            assertThat(registry.names()).containsExactly("other", "shop");
                            assertThat(registry.proxy("other", Shop.class).open("b"))
                                    .isEqualTo("open b");
                        });
    }

    @Test
    void basePackage_givesItsServiceInterfaces() {
        app.withUserConfiguration(ImportsPackage.class)
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(Outer.Inner.class);
                            assertThat(context.getBeanNamesForType(Marked.class)).hasSize(1);
                            assertThat(context).doesNotHaveBean(Outer.NoMethods.class);
                        });
    }

    @Test
    void annotatedInterface_inThePackagesOfTheApplication_isABean() {
        app.withUserConfiguration(MarkedPackage.class)
                .run(context -> assertThat(context).hasSingleBean(Marked.class));
    }

    @Test
    void providersAndOptionals_areFilled() {
        app.withBean(Indirect.class)
                .run(
                        context -> {
                            Indirect asked = context.getBean(Indirect.class);
                            assertThat(asked.provider.getObject().open("a")).isEqualTo("open a");
                            assertThat(asked.optional.orElseThrow().open("b")).isEqualTo("open b");
                            assertThat(asked.lazy.open("c")).isEqualTo("open c");
                        });
    }

    @Test
    void default_isInherited_andOverridden() {
        app.withPropertyValues(
                        "rpc.client.default.timeout=7s",
                        "rpc.client.default.connection.max=3",
                        "rpc.client.shop.connection.max=4",
                        "rpc.client.userService.method.find.timeout=1s",
                        "rpc.client[with.dots].timeout=9s")
                .run(
                        context -> {
                            ClientConfiguration clients =
                                    new ClientConfiguration(context.getEnvironment());
                            assertThat(clients.of("shop").getTimeout()).hasSeconds(7);
                            assertThat(clients.of("shop").getConnection().getMax()).isEqualTo(4);
                            assertThat(clients.of("user-service").getMethod()).containsKey("find");
                            assertThat(clients.of("userService").getMethod()).containsKey("find");
                            assertThat(clients.of("with.dots").getTimeout()).hasSeconds(9);
                            assertThat(clients.of("nobody").getConnection().getMax()).isEqualTo(3);
                            assertThat(clients.names())
                                    .containsExactly("shop", "userService", "with.dots");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "rpc.client.shop.max-message-size=64B, 64",
        "rpc.client.shop.method.open.timeout=1ns, the deadline passed",
        "rpc.client.default.timeout=1ns, the deadline passed"
    })
    void key_hasItsEffect(String setting, String failure) {
        app.withUserConfiguration(Imports.class)
                .withPropertyValues(setting)
                .run(
                        context ->
                                assertThatThrownBy(
                                                () ->
                                                        context.getBean(Shop.class)
                                                                .open("a".repeat(1000)))
                                        .hasMessageContaining(failure));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target=nowhere",
                "timeout=0s",
                "connect-timeout=0s",
                "method.open.timeout=0s",
                "connection.max=0",
                "connection.max-total=-1",
                "connection.min-idle=-1",
                "connection.min-idle=65",
                "connection.idle-timeout=-1s",
                "connection.max-age=-1s",
                "connection.ping-interval=0s",
                "connection.ping-timeout=0s",
                "max-message-size=0B",
                "max-message-size=3GB",
                "max-header-size=1B"
            })
    void valueOutOfRange_isToldWithItsKey(String setting) {
        app.withUserConfiguration(Imports.class)
                .withPropertyValues("rpc.client.shop." + setting)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasStackTraceContaining(
                                                "rpc.client.shop."
                                                        + setting.substring(
                                                                0, setting.indexOf('=')))
                                        .hasStackTraceContaining("(expected: "));
    }

    @Test
    void customizersAndConnectionDetails_haveTheirSay() {
        app.withUserConfiguration(ImportsUnknown.class)
                .withBean(
                        RpcClientConnectionDetails.class,
                        () -> client -> "127.0.0.1:" + server.port())
                .withBean(
                        RpcClientCustomizer.class,
                        () -> (name, client) -> client.service("Sh" + name.charAt(0) + "p"))
                .run(
                        context ->
                                assertThat(context.getBean(Shop.class).open("a"))
                                        .isEqualTo("open a"));
    }

    @Test
    void importOfAClass_isExplained() {
        app.withUserConfiguration(ImportsAClass.class)
                .run(
                        context ->
                                assertExplained(
                                        context,
                                        "@ImportRpcClients on "
                                                + ImportsAClass.class.getName()
                                                + " asks for a client of java.lang.String, which is"
                                                + " not an interface.",
                                        "Name the interface of a service."));
    }

    @Test
    void importWithoutTarget_isExplainedAtStart() {
        app.withUserConfiguration(ImportsUnknown.class)
                .run(
                        context ->
                                assertExplained(
                                        context,
                                        "@ImportRpcClients on "
                                                + ImportsUnknown.class.getName()
                                                + " asks for the RPC client 'o', but"
                                                + " 'rpc.client.o.target' is not set. Configured"
                                                + " clients: shop.",
                                        "Set 'rpc.client.o.target' to host:port, such as"
                                                + " 127.0.0.1:8888, or correct the name."));
    }

    @Test
    void unknownKey_isExplained() {
        app.withUserConfiguration(Imports.class)
                .withPropertyValues("rpc.client.shop.tmeout=1s")
                .run(
                        context ->
                                assertExplained(
                                        context,
                                        "'rpc.client.shop.tmeout' (\"rpc.client.shop.tmeout\""
                                                + " from property source \"test\"): no key of an RPC"
                                                + " client is called so. Did you mean 'timeout'?",
                                        "Use one of: "
                                                + String.join(", ", RpcClientFactory.KEYS)
                                                + '.'));
    }

    @Test
    void exclusiveKeys_areExplained() {
        app.withUserConfiguration(Imports.class)
                .withPropertyValues(
                        "rpc.client.shop.protocol=framed",
                        "rpc.client.shop.connection.mode=multiplexed")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasRootCauseMessage(
                                                "The configuration properties"
                                                        + " 'rpc.client.shop.connection.mode,"
                                                        + " rpc.client.shop.protocol' are mutually"
                                                        + " exclusive and"
                                                        + " 'rpc.client.shop.connection.mode,"
                                                        + " rpc.client.shop.protocol' have been"
                                                        + " configured together"));
    }

    private static void assertExplained(
            AssertableApplicationContext context, String description, String action) {
        assertThat(context).hasFailed();
        Throwable failure = context.getStartupFailure();
        while (!(failure instanceof FailureAnalyzedException)) {
            failure = failure.getCause();
        }
        FailureAnalysis analysis = ((FailureAnalyzedException) failure).analysis();
        assertThat(analysis.getDescription()).isEqualTo(description);
        assertThat(analysis.getAction()).isEqualTo(action);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "shop", types = Shop.class)
    static class Imports {}

    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "other", value = Shop.class)
    static class ImportsAnother {}

    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "o", types = Shop.class)
    static class ImportsUnknown {}

    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "shop", types = String.class)
    static class ImportsAClass {}

    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "shop", basePackageClasses = Outer.class)
    static class ImportsPackage {}

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Outer.class)
    static class MarkedPackage {}

    @Configuration(proxyBeanMethods = false)
    static class HandlerToo {
        @Autowired private Shop injected;

        @Bean
        Shop handler() {
            return new Handler();
        }
    }

    @RpcService
    static class Handler implements Shop {
        @Override
        public String open(String name) {
            return "local " + name;
        }
    }

    static final class Indirect {
        private final ObjectProvider<Shop> provider;
        private final Optional<Shop> optional;
        private final Shop lazy;

        Indirect(
                @RpcClient("shop") ObjectProvider<Shop> provider,
                @RpcClient("shop") Optional<Shop> optional,
                @Lazy @RpcClient("shop") Shop lazy) {
            this.provider = provider;
            this.optional = optional;
            this.lazy = lazy;
        }
    }
}
