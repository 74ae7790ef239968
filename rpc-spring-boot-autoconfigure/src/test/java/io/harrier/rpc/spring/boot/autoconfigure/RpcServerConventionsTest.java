package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcClient;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.spring.boot.autoconfigure.once.Once;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What else a user of Spring Boot expects of a server. */
@ExtendWith(OutputCaptureExtension.class)
final class RpcServerConventionsTest {
    interface Plain {
        String hello(String name);
    }

    interface Second {
        String second();
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
    void port_isInTheEnvironment_andATestsClientCanCall() {
        app.withBean(Handler.class)
                .withPropertyValues("rpc.client.self.target=127.0.0.1:${local.rpc.server.port}")
                .run(
                        context -> {
                            OfTest test = new OfTest();
                            context.getAutowireCapableBeanFactory().autowireBean(test);
                            assertThat(test.port)
                                    .isPositive()
                                    .isEqualTo(
                                            context.getBean(RpcServerLifecycle.class)
                                                    .server()
                                                    .port());
                            assertThat(test.plain.hello("you")).isEqualTo("hello you");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-message-size=64B", "max-header-size=8B"})
    void limit_hasItsEffect(String setting) {
        app.withBean(Handler.class)
                .withPropertyValues(
                        "rpc.server." + setting,
                        "rpc.client.self.target=127.0.0.1:${local.rpc.server.port}")
                .run(
                        context -> {
                            OfTest test = new OfTest();
                            context.getAutowireCapableBeanFactory().autowireBean(test);
                            assertThatThrownBy(() -> test.plain.hello("a".repeat(1000)))
                                    .isInstanceOf(RpcException.class);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-message-size=65MB",
                "max-header-size=1B",
                "max-connections=0",
                "max-concurrency=0",
                "max-waiting-size=0B",
                "max-waiting-size-per-connection=-1B",
                "idle-timeout=0s",
                "pool-size=0",
                "shutdown.drain-delay=-1s",
                "shutdown.grace-period=-1s"
            })
    void valueOutOfRange_isToldWithItsKey(String setting) {
        app.withBean(Handler.class)
                .withPropertyValues("rpc.server." + setting)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(
                                                InvalidConfigurationPropertyValueException.class)
                                        .hasMessageContaining(
                                                "rpc.server."
                                                        + setting.substring(
                                                                0, setting.indexOf('='))));
    }

    @Test
    void startAndStop_areEvents() {
        List<String> events = new CopyOnWriteArrayList<>();
        app.withBean(Handler.class)
                .withInitializer(
                        context ->
                                context.addApplicationListener(
                                        event -> {
                                            if (event instanceof RpcServerStartedEvent started) {
                                                events.add("started " + started.server().port());
                                            } else if (event instanceof RpcServerStoppingEvent) {
                                                events.add("stopping, " + isUp(context));
                                            } else if (event instanceof RpcServerStoppedEvent) {
                                                events.add("stopped, " + isUp(context));
                                            }
                                        }))
                .run(context -> events.add("runs on " + port(context)));
        assertThat(events)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("started "),
                        second ->
                                assertThat(second)
                                        .isEqualTo(events.get(0).replace("started", "runs on")),
                        third -> assertThat(third).isEqualTo("stopping, true"),
                        fourth -> assertThat(fourth).isEqualTo("stopped, false"));
    }

    @Test
    void stop_listenerThatThrows_doesNotKeepTheServerFromDraining(CapturedOutput output) {
        app.withBean(Handler.class)
                .withInitializer(
                        context ->
                                context.addApplicationListener(
                                        (ApplicationListener<AvailabilityChangeEvent<?>>)
                                                event -> {
                                                    throw new IllegalStateException("a listener's");
                                                }))
                .run(
                        context -> {
                            context.getSourceApplicationContext().stop();
                            assertThat(isUp(context)).isFalse();
                        });
        assertThat(output.getAll()).contains("a listener's").doesNotContain("Exception in thread");
    }

    @Test
    void stop_handlerThatIsLeft_canStillCallOut() throws Exception {
        CompletableFuture<String> answer;
        try (RpcServer next =
                RpcServer.builder().address("127.0.0.1", 0).service(new Handler()).start()) {
            answer = callWhileStopping(next);
        }
        assertThat(answer.get()).isEqualTo("hello you");
    }

    private static void callOnOnceDraining(ApplicationContext context) {
        int port = port(context);
        Relay relay = context.getBean(Relay.class);
        new Thread(
                        () -> {
                            while (isListening(port)) {
                                Thread.onSpinWait();
                            }
                            relay.draining.complete(null);
                        })
                .start();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private CompletableFuture<String> callWhileStopping(RpcServer next) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        app.withBean(Relay.class)
                .withPropertyValues("rpc.client.next.target=127.0.0.1:" + next.port())
                .withInitializer(
                        context ->
                                context.addApplicationListener(
                                        (ApplicationListener<RpcServerStoppingEvent>)
                                                event -> callOnOnceDraining(context)))
                .run(
                        context -> {
                            int port = port(context);
                            Thread caller =
                                    new Thread(
                                            () -> {
                                                try (io.harrier.rpc.client.RpcClient client =
                                                        io.harrier.rpc.client.RpcClient.builder(
                                                                        "127.0.0.1:" + port)
                                                                .build()) {
                                                    answer.complete(
                                                            client.proxy(Plain.class).hello("you"));
                                                }
                                            });
                            caller.start();
                            context.getBean(Relay.class).entered.join();
                            context.close();
                            caller.join();
                        });
        return answer;
    }

    @Test
    void enabledFalse_servesNothing() {
        app.withBean(Handler.class)
                .withPropertyValues("rpc.server.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(RpcServerLifecycle.class));
    }

    @Test
    void annotatedBeanMethod_ofAnInterfaceType_isServed() {
        app.withUserConfiguration(ByMethod.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(RpcServerLifecycle.class)
                                                        .server()
                                                        .services())
                                        .containsExactly("Plain"));
    }

    @Test
    void interfaceType_saysWhichOfSeveral() {
        app.withBean(Both.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(RpcServerLifecycle.class)
                                                        .server()
                                                        .services())
                                        .containsExactly("Second"));
    }

    @Test
    void scannedClass_thatABeanMethodMakesUnderItsInterface_isServedOnce() {
        app.withUserConfiguration(MethodAndScan.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(RpcServerLifecycle.class)
                                                        .server()
                                                        .services())
                                        .contains("Plain"));
    }

    @Test
    void client_ofAnInterfaceThatSaysRpcService_isNotServed() {
        app.withUserConfiguration(ImportsNamed.class)
                .withPropertyValues("rpc.client.named.target=127.0.0.1:1")
                .run(context -> assertThat(context).doesNotHaveBean(RpcServerLifecycle.class));
    }

    @Test
    void handler_ofAnInterfaceThatSaysRpcService_isServed_andItsClientInjected() {
        app.withUserConfiguration(ImportsNamed.class)
                .withBean(NamedHandler.class)
                .withPropertyValues("rpc.client.named.target=127.0.0.1:1")
                .run(
                        context -> {
                            assertThat(
                                            context.getBean(RpcServerLifecycle.class)
                                                    .server()
                                                    .services())
                                    .containsExactly("named");
                            assertThat(context.getBean(Named.class))
                                    .isNotInstanceOf(NamedHandler.class);
                        });
    }

    @Test
    void scannedClass_aheadOfTime_isStillKnownToBeFound() {
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation =
                new DefaultGenerationContext(
                        new ClassNameGenerator(ClassName.get(getClass())), files);
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext()) {
            context.register(MethodAndScan.class, RpcAutoConfiguration.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        generation.writeGeneratedContent();

        assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                .filteredOn(path -> path.contains("Once__BeanDefinitions"))
                .singleElement()
                .satisfies(
                        path ->
                                assertThat(files.getGeneratedFileContent(Kind.SOURCE, path))
                                        .contains('"' + RpcServiceRegistrar.FOUND + '"'));
    }

    @Test
    void customizer_hasTheLastWord() {
        app.withBean(Handler.class)
                .withBean(
                        RpcServerCustomizer.class,
                        () -> server -> server.service(new Both(), Second.class, "added"))
                .run(
                        context ->
                                assertThat(
                                                context.getBean(RpcServerLifecycle.class)
                                                        .server()
                                                        .services())
                                        .containsExactlyInAnyOrder("Plain", "added"));
    }

    @Test
    void stop_refusesTrafficFirst_thenDrains_thenCloses(CapturedOutput output) throws Exception {
        List<Object> states = new CopyOnWriteArrayList<>();
        CompletableFuture<String> answer = new CompletableFuture<>();
        app.withBean(Handler.class)
                .withPropertyValues("rpc.server.shutdown.drain-delay=300ms")
                .withInitializer(
                        context ->
                                context.addApplicationListener(
                                        (ApplicationListener<AvailabilityChangeEvent<?>>)
                                                event -> states.add(event.getState())))
                .run(
                        context -> {
                            int port = context.getBean(RpcServerLifecycle.class).server().port();
                            states.clear();
                            Thread stopping = new Thread(context::stop);
                            stopping.start();
                            while (!states.contains(ReadinessState.REFUSING_TRAFFIC)) {
                                Thread.sleep(5);
                            }
                            try (io.harrier.rpc.client.RpcClient late =
                                    io.harrier.rpc.client.RpcClient.builder("127.0.0.1:" + port)
                                            .build()) {
                                answer.complete(late.proxy(Plain.class).hello("late"));
                            }
                            stopping.join();
                            assertThat(context.getBean(RpcServerLifecycle.class).isRunning())
                                    .isFalse();
                        });
        assertThat(answer.get()).isEqualTo("hello late");
        assertThat(output.getOut()).contains("stopped; no call was cut off");
    }

    @Test
    void stop_handlerThatNeverEnds_isCutOffAfterTheGracePeriod(CapturedOutput output) {
        app.withBean(Stuck.class)
                .withPropertyValues("rpc.server.shutdown.grace-period=100ms")
                .run(
                        context -> {
                            int port = context.getBean(RpcServerLifecycle.class).server().port();
                            Stuck stuck = context.getBean(Stuck.class);
                            CompletableFuture.runAsync(
                                    () -> {
                                        try (io.harrier.rpc.client.RpcClient client =
                                                io.harrier.rpc.client.RpcClient.builder(
                                                                "127.0.0.1:" + port)
                                                        .build()) {
                                            client.proxy(Plain.class).hello("you");
                                        }
                                    });
                            stuck.entered.join();
                        });
        assertThat(output.getOut())
                .contains("1 calls are still in handlers after PT0.1S")
                .contains("stopped; 1 calls were cut off");
    }

    private static boolean isUp(ApplicationContext context) {
        return context.getBean(RpcServerLifecycle.class).isRunning();
    }

    private static int port(ApplicationContext context) {
        return context.getBean(RpcServerLifecycle.class).server().port();
    }

    static final class OfTest {
        @LocalRpcServerPort private int port;

        @RpcClient("self")
        private Plain plain;
    }

    @RpcService
    static class Handler implements Plain {
        @Override
        public String hello(String name) {
            return "hello " + name;
        }
    }

    @RpcService("named")
    interface Named {
        String hello(String name);
    }

    static final class NamedHandler implements Named {
        @Override
        public String hello(String name) {
            return "hello " + name;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportRpcClients(client = "named", types = Named.class)
    static class ImportsNamed {}

    /** Calls on only when the server takes no more connections. */
    @RpcService
    static final class Relay implements Plain {
        private final CompletableFuture<Void> entered = new CompletableFuture<>();
        private final CompletableFuture<Void> draining = new CompletableFuture<>();
        private final Plain next;

        Relay(@RpcClient("next") Plain next) {
            this.next = next;
        }

        @Override
        public String hello(String name) {
            entered.complete(null);
            draining.join();
            return next.hello(name);
        }
    }

    @RpcService
    static final class Stuck implements Plain {
        private final CompletableFuture<Void> entered = new CompletableFuture<>();

        @Override
        public String hello(String name) {
            entered.complete(null);
            return new CompletableFuture<String>().join();
        }
    }

    @RpcService(interfaceType = Second.class)
    static final class Both implements Plain, Second {
        @Override
        public String hello(String name) {
            return name;
        }

        @Override
        public String second() {
            return "second";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByMethod {
        @Bean
        @RpcService
        Plain plain() {
            return name -> name;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Once.class)
    static class MethodAndScan {
        @Bean
        io.harrier.rpc.spring.boot.autoconfigure.once.Plain plain() {
            return new Once();
        }
    }
}
