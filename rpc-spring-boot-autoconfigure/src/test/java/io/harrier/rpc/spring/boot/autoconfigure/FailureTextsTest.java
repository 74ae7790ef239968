package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.spring.boot.autoconfigure.empty.Empty;
import io.harrier.rpc.spring.boot.autoconfigure.inner.InnerHandler;
import io.harrier.rpc.spring.boot.autoconfigure.marked.NotAnInterface;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a person reads when an application with a mistake is started. */
@ExtendWith(OutputCaptureExtension.class)
final class FailureTextsTest {
    private static final String HERE = FailureTextsTest.class.getName();
    private static final int MOST_LINES = 15;

    interface Plain {
        String hello(String name);
    }

    interface Second {
        String second();
    }

    @Test
    void portInUse(CapturedOutput output) throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            assertExplained(
                    output,
                    Serves.class,
                    "The RPC server cannot start: port " + port + " is already in use.",
                    "Stop what listens on port "
                            + port
                            + ", or set 'rpc.server.port' to another one (0: any free one).",
                    "rpc.server.port=" + port);
        }
    }

    @Test
    void unknownClientName(CapturedOutput output) {
        assertExplained(
                output,
                Imports.class,
                "@ImportRpcClients on "
                        + HERE
                        + "$Imports asks for the RPC client 'shop', but 'rpc.client.shop.target' is"
                        + " not set. Configured clients: other, shops. Did you mean 'shops'?",
                "Set 'rpc.client.shop.target' to host:port, such as 127.0.0.1:8888, or correct the"
                        + " name.",
                "rpc.client.shops.target=a:1",
                "rpc.client.other.target=a:1");
    }

    @Test
    void clientThatLacksOnlyItsTarget_isNotSuggestedToItself(CapturedOutput output) {
        assertExplained(
                output,
                Imports.class,
                "@ImportRpcClients on "
                        + HERE
                        + "$Imports asks for the RPC client 'shop', but 'rpc.client.shop.target' is"
                        + " not set. Configured clients: shop.",
                "Set 'rpc.client.shop.target' to host:port, such as 127.0.0.1:8888, or correct the"
                        + " name.",
                "rpc.client.shop.timeout=1s");
    }

    @Test
    void duplicateService(CapturedOutput output) {
        assertExplained(
                output,
                ServesTwice.class,
                "The RPC server cannot start: service Plain has two handlers, "
                        + HERE
                        + "$Handler and "
                        + HERE
                        + "$Handler (expected: one; give one of them another name).",
                "Give each @RpcService a name of its own: @RpcService(\"name\").");
    }

    @Test
    void noServiceInterface(CapturedOutput output) {
        assertExplained(
                output,
                ServesNothing.class,
                "The @RpcService bean 'handler' cannot be served: "
                        + HERE
                        + "$NoInterface implements no service interface (expected: exactly one, of"
                        + " your own with methods or X.Iface of a service X that Apache Thrift's"
                        + " compiler made; or @RpcService(interfaceType) to say which).",
                "Let its class implement the interface of exactly one service, or say which one"
                        + " with @RpcService(interfaceType = ...).");
    }

    @Test
    void severalServiceInterfaces(CapturedOutput output) {
        assertExplained(
                output,
                ServesSeveral.class,
                "The @RpcService bean 'handler' cannot be served: "
                        + HERE
                        + "$Several implements [interface "
                        + HERE
                        + "$Plain, interface "
                        + HERE
                        + "$Second] (expected: exactly one, of your own with methods or X.Iface of"
                        + " a service X that Apache Thrift's compiler made; or"
                        + " @RpcService(interfaceType) to say which).",
                "Let its class implement the interface of exactly one service, or say which one"
                        + " with @RpcService(interfaceType = ...).");
    }

    @Test
    void importOfAClass(CapturedOutput output) {
        assertExplained(
                output,
                ImportsAClass.class,
                "@ImportRpcClients on "
                        + HERE
                        + "$ImportsAClass asks for a client of java.lang.String, which is not an"
                        + " interface.",
                "Name the interface of a service.");
    }

    @Test
    void importOfNothing(CapturedOutput output) {
        assertExplained(
                output,
                ImportsNothing.class,
                "@ImportRpcClients on "
                        + HERE
                        + "$ImportsNothing names neither interfaces nor packages.",
                "Name interfaces with 'types', or packages that have some with 'basePackages'.");
    }

    @Test
    void importOfAPackageWithoutServices(CapturedOutput output) {
        assertExplained(
                output,
                ImportsNowhere.class,
                "@ImportRpcClients on "
                        + HERE
                        + "$ImportsNowhere finds no service interface in the package com.nowhere.",
                "Correct the name of the package, or name the interfaces with 'types'.");
    }

    @Test
    void annotatedClass(CapturedOutput output) {
        assertExplained(
                output,
                MarksAClass.class,
                "@RpcClient on "
                        + NotAnInterface.class.getName()
                        + " asks for a client of "
                        + NotAnInterface.class.getName()
                        + ", which is not an interface.",
                "Name the interface of a service.");
    }

    @Test
    void innerHandler_isWarnedOf(CapturedOutput output) {
        run(ScansInner.class).close();
        assertThat(output.getOut())
                .contains(
                        InnerHandler.class.getName()
                                + "$Inner says @RpcService, but is an inner class: it is served"
                                + " only if a @Bean method makes it. Make it static");
    }

    @Test
    void fieldWithoutId(CapturedOutput output) {
        assertExplained(
                output,
                ServesNoId.class,
                "An RPC service cannot be made: "
                        + HERE
                        + "$NoId.count has no field id (expected: @RpcField(1..32767)).",
                "Put @RpcField(n) on the field, with a number that no other field has; or make it"
                        + " transient, and it does not travel; or make the class a record, whose"
                        + " components are numbered by their order.");
    }

    @Test
    void unsupportedType(CapturedOutput output) {
        assertExplained(
                output,
                ImportsUnsupported.class,
                "An RPC service cannot be made: Unsupported.call.request.since: java.time.Instant"
                        + " is no type of the wire (expected: a primitive or its box, String,"
                        + " byte[], ByteBuffer, ByteBuf, UUID, an enum, List, Set, Map, a record, a"
                        + " class with @RpcField; Optional around one of them).",
                "Use one of these, or carry what is in it in a record of your own.",
                "rpc.client.shop.target=127.0.0.1:1");
    }

    @Test
    void badValue(CapturedOutput output) {
        String text = failed(Serves.class, output, "rpc.server.idle-timeout=soon");
        assertThat(text)
                .contains("Property: rpc.server.idle-timeout")
                .contains("Value: \"soon\"")
                .contains("'soon' is not a valid duration");
    }

    @Test
    void valueOutOfRange(CapturedOutput output) {
        String text = failed(Imports.class, output, "rpc.client.shop.target=nowhere");
        assertThat(text)
                .contains("'nowhere'")
                .contains("'rpc.client.shop.target'")
                .contains(
                        "target: nowhere (expected: host:port[,host:port], in-process:name or dns://name:port, with ports of 1..65535)");
    }

    @Test
    void consistentHash_withoutKey(CapturedOutput output) {
        String text =
                failed(
                        Imports.class,
                        output,
                        "rpc.client.shop.target=a:1,b:1",
                        "rpc.client.default.load-balancer=consistent-hash");
        assertThat(text)
                .contains("'rpc.client.default.load-balancer' (originating from ")
                .contains("load balancing by consistent hash without a key (expected: hashKey");
    }

    @Test
    void valueOutOfRange_thatIsInherited_isToldWithTheKeyOfDefault(CapturedOutput output) {
        String text =
                failed(
                        Imports.class,
                        output,
                        "rpc.client.shop.target=a:1",
                        "rpc.client.default.timeout=0s");
        assertThat(text)
                .contains("Invalid value '0s' for configuration property")
                .contains("'rpc.client.default.timeout' (originating from ")
                .contains("timeout: PT0S (expected: more than zero)");
    }

    @Test
    void valueOutOfRange_ofAMethod_isToldWithItsKey(CapturedOutput output) {
        String text =
                failed(
                        Imports.class,
                        output,
                        "rpc.client.shop.target=a:1",
                        "rpc.client.default.method.findById.timeout=0s");
        assertThat(text).contains("'rpc.client.default.method.findById.timeout'");
    }

    @Test
    void unknownKey(CapturedOutput output) {
        String text =
                failed(
                        Imports.class,
                        output,
                        "rpc.client.shop.target=a:1",
                        "rpc.client.shop.tiemout=1s");
        assertThat(text)
                .contains("'rpc.client.shop.tiemout'")
                .contains("no key of an RPC client is called so. Did you mean 'timeout'?")
                .contains("Use one of: target, service, protocol,");
    }

    @Test
    void exclusiveKeysOfAClient(CapturedOutput output) {
        String text =
                failed(
                        Imports.class,
                        output,
                        "rpc.client.shop.target=a:1",
                        "rpc.client.shop.protocol=framed",
                        "rpc.client.shop.connection.mode=multiplexed");
        assertThat(text)
                .contains("mutually exclusive")
                .contains("rpc.client.shop.connection.mode")
                .contains("rpc.client.shop.protocol");
    }

    @Test
    void exclusiveKeysOfAClient_oneInherited(CapturedOutput output) {
        String text =
                failed(
                        Imports.class,
                        output,
                        "rpc.client.shop.target=a:1",
                        "rpc.client.shop.protocol=framed",
                        "rpc.client.default.connection.mode=multiplexed");
        assertThat(text)
                .contains("mutually exclusive")
                .contains("rpc.client.default.connection.mode")
                .contains("rpc.client.shop.protocol");
    }

    @Test
    void exclusiveKeysOfTheServer(CapturedOutput output) {
        String text =
                failed(
                        Serves.class,
                        output,
                        "rpc.server.executor=virtual",
                        "rpc.server.pool-size=3");
        assertThat(text)
                .contains("mutually exclusive")
                .contains("rpc.server.executor")
                .contains("rpc.server.pool-size");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtualThreads_whereThereAreNone(CapturedOutput output) {
        assertExplained(
                output,
                Serves.class,
                "'rpc.server.executor' is virtual, but this JDK "
                        + Runtime.version().feature()
                        + " has no virtual threads.",
                "Run on JDK 21 or newer, or set 'rpc.server.executor' to auto or pool.",
                "rpc.server.executor=virtual");
    }

    @Test
    void nothingToDo_startsCalmlyAndSaysSo(CapturedOutput output) {
        try (ConfigurableApplicationContext context = run(Empty.class)) {
            assertThat(context.isRunning()).isTrue();
        }
        assertThat(output.getOut())
                .contains(
                        "RPC has nothing to do: no class with @RpcService in"
                                + " [io.harrier.rpc.spring.boot.autoconfigure.empty], and no"
                                + " @RpcClient or @ImportRpcClients");
    }

    private static void assertExplained(
            CapturedOutput output,
            Class<?> application,
            String description,
            String action,
            String... settings) {
        assertThat(failed(application, output, settings))
                .contains("Description:\n\n" + description + "\n\nAction:\n\n" + action + "\n");
    }

    /** What was printed of the failure: short, and without a stack trace. */
    private static String failed(Class<?> application, CapturedOutput output, String... settings) {
        assertThatThrownBy(() -> run(application, settings).close()).isNotNull();
        String text = output.getOut();
        int start = text.indexOf("APPLICATION FAILED TO START");
        assertThat(start).as(text).isPositive();
        String analysis = text.substring(start);
        assertThat(analysis.lines().filter(line -> !line.isBlank()))
                .hasSizeLessThanOrEqualTo(MOST_LINES)
                .noneMatch(line -> line.startsWith("\tat "));
        return analysis;
    }

    private static ConfigurableApplicationContext run(Class<?> application, String... settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.main.banner-mode=off");
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return application(application).run(arguments.toArray(String[]::new));
    }

    private static SpringApplication application(Class<?> type) {
        SpringApplication application = new SpringApplication(type);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("rpc.server.port", 0));
        return application;
    }

    /** Ours, without a search in this package. */
    @Retention(RetentionPolicy.RUNTIME)
    @ImportAutoConfiguration({
        RpcAutoConfiguration.class,
        RpcClientAutoConfiguration.class,
        RpcServerAutoConfiguration.class
    })
    @interface OurAutoConfiguration {}

    @RpcService
    static final class Handler implements Plain {
        @Override
        public String hello(String name) {
            return name;
        }
    }

    @RpcService
    static final class NoInterface {}

    @RpcService
    static final class Several implements Plain, Second {
        @Override
        public String hello(String name) {
            return name;
        }

        @Override
        public String second() {
            return "";
        }
    }

    static final class NoId {
        int count;
    }

    interface TakesNoId {
        void call(NoId value);
    }

    record Request(@RpcField(1) Instant since) {}

    interface Unsupported {
        void call(Request request);
    }

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class Serves {
        @Bean
        Handler handler() {
            return new Handler();
        }
    }

    static class ServesTwice extends Serves {
        @Bean
        Handler another() {
            return new Handler();
        }
    }

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class ServesNothing {
        @Bean
        NoInterface handler() {
            return new NoInterface();
        }
    }

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class ServesSeveral {
        @Bean
        Several handler() {
            return new Several();
        }
    }

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class ServesNoId {
        @Bean
        @RpcService
        TakesNoId handler() {
            return value -> {};
        }
    }

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "shop", types = Plain.class)
    static class Imports {}

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "shop", types = String.class)
    static class ImportsAClass {}

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "shop")
    static class ImportsNothing {}

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "shop", types = Plain.class, basePackages = "com.nowhere")
    static class ImportsNowhere {}

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = NotAnInterface.class)
    static class MarksAClass {}

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = InnerHandler.class)
    static class ScansInner {}

    @OurAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "shop", types = Unsupported.class)
    static class ImportsUnsupported {}
}
