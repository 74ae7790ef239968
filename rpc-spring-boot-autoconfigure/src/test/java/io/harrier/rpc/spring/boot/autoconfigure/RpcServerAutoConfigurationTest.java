package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Clock;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import io.harrier.rpc.spring.boot.autoconfigure.scanned.Handlers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class RpcServerAutoConfigurationTest {
    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    LifecycleAutoConfiguration.class,
                                    RpcAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withPropertyValues("rpc.server.address=127.0.0.1", "rpc.server.port=0");

    @Test
    void start_withoutHandlers_makesNeitherServerNorThreads() {
        app.run(
                context -> {
                    assertThat(context).doesNotHaveBean(RpcServerLifecycle.class);
                    assertThat(context.getBeanFactory().containsSingleton("rpcEventLoops"))
                            .isFalse();
                    assertThat(context.getBeanFactory().containsSingleton(RpcClients.BEAN))
                            .isFalse();
                });
    }

    @Test
    void start_handlerBean_answersOnAFreePort() {
        app.withBean(Greetings.Hello.class)
                .run(context -> assertThat(greet(context, "Ada")).isEqualTo("hello Ada"));
    }

    @Test
    void start_nestedHandlerInApplicationsPackage_isFound() {
        app.withUserConfiguration(Scanning.class)
                .run(context -> assertThat(greet(context, "Ada")).isEqualTo("scanned Ada"));
    }

    @Test
    void start_handlerThatIsABeanAlready_isNotRegisteredAgain() {
        app.withUserConfiguration(Scanning.class)
                .withBean("own", Handlers.nested())
                .run(
                        context -> {
                            assertThat(context).getBeans(Handlers.nested()).containsOnlyKeys("own");
                            assertThat(greet(context, "Ada")).isEqualTo("scanned Ada");
                        });
    }

    @Test
    void start_handlerOfABeanMethod_isNotRegisteredAgain() {
        app.withUserConfiguration(Scanning.class, Handlers.ByMethod.class)
                .run(
                        context -> {
                            assertThat(context)
                                    .getBeans(Handlers.nested())
                                    .containsOnlyKeys("byMethod");
                            assertThat(greet(context, "Ada")).isEqualTo("scanned Ada");
                        });
    }

    @Test
    void start_handlerOfABeanMethod_isServed() {
        app.withUserConfiguration(BeanMethod.class)
                .run(context -> assertThat(greet(context, "Ada")).isEqualTo("hello Ada"));
    }

    @Test
    void start_wireName_isServed() {
        app.withBean(Greetings.Utc.class)
                .run(
                        context -> {
                            try (RpcClient client =
                                    RpcClient.builder("127.0.0.1:" + port(context))
                                            .service("clock.utc")
                                            .build()) {
                                assertThat(client.proxy(Clock.Iface.class).now()).isEqualTo(42);
                            }
                        });
    }

    @Test
    void startAndStop_logOneLineEach(CapturedOutput output) {
        app.withBean(Greetings.Hello.class).run(context -> port(context));

        assertThat(output.getAll().lines().filter(line -> line.contains("RPC server")))
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .containsPattern(
                                                "RPC server listens on 127\\.0\\.0\\.1:\\d+ \\([a-z]+\\); protocols:"
                                                        + " unframed, framed, ttheader,"
                                                        + " ttheader-framed; services: Greeter"),
                        line ->
                                assertThat(line)
                                        .containsPattern(
                                                "RPC server on 127\\.0\\.0\\.1:\\d+ stopped; no call was cut off"));
    }

    @Test
    void start_portInUse_saysWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();
            app.withBean(Greetings.Hello.class)
                    .withPropertyValues("rpc.server.port=" + port)
                    .run(
                            context -> {
                                FailureAnalysis analysis = analysis(context);
                                assertThat(analysis.getDescription())
                                        .isEqualTo(
                                                "The RPC server cannot start: port "
                                                        + port
                                                        + " is already in use.");
                                assertThat(analysis.getAction())
                                        .isEqualTo(
                                                "Stop what listens on port "
                                                        + port
                                                        + ", or set 'rpc.server.port' to another one (0: any free one).");
                            });
        }
    }

    @Test
    void start_portThatIsNone_namesTheKey() {
        app.withBean(Greetings.Hello.class)
                .withPropertyValues("rpc.server.port=88888")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .isInstanceOf(
                                                InvalidConfigurationPropertyValueException.class)
                                        .hasMessageContaining("rpc.server.port")
                                        .hasMessageContaining("88888"));
    }

    @Test
    void start_foreignAddress_saysWhatToSet() {
        app.withBean(Greetings.Hello.class)
                .withPropertyValues("rpc.server.address=192.0.2.1")
                .run(
                        context -> {
                            FailureAnalysis analysis = analysis(context);
                            assertThat(analysis.getDescription())
                                    .contains("cannot listen on /192.0.2.1:0");
                            assertThat(analysis.getAction()).contains("'rpc.server.address'");
                        });
    }

    @Test
    void start_twoHandlersOfOneService_saysWhatToDo() {
        app.withBean("one", Greetings.Hello.class)
                .withBean("two", Greetings.WhoCalls.class)
                .run(
                        context -> {
                            FailureAnalysis analysis = analysis(context);
                            assertThat(analysis.getDescription())
                                    .contains("service Greeter has two handlers");
                            assertThat(analysis.getAction()).contains("@RpcService(\"name\")");
                        });
    }

    @Test
    void start_handlerWithoutService_saysWhatToDo() {
        app.withBean("useless", Greetings.ServesNothing.class)
                .run(
                        context -> {
                            FailureAnalysis analysis = analysis(context);
                            assertThat(analysis.getDescription())
                                    .startsWith("The @RpcService bean 'useless' cannot be served: ")
                                    .contains("implements no service interface");
                            assertThat(analysis.getAction())
                                    .contains("the interface of exactly one service");
                        });
    }

    @Test
    void middlewareBeans_standAroundTheHandler_inTheirOrder() {
        List<String> passed = new CopyOnWriteArrayList<>();
        app.withBean(Greetings.Hello.class)
                .withBean("inner", Middleware.class, () -> noting(passed, "inner"), order(2))
                .withBean("outer", Middleware.class, () -> noting(passed, "outer"), order(1))
                .run(context -> assertThat(greet(context, "Ada")).isEqualTo("hello Ada"));

        assertThat(passed).containsExactly("outer", "inner");
    }

    @Test
    void start_lazyInitialization_servesAllTheSame() {
        app.withBean(Greetings.Hello.class)
                .withInitializer(
                        context ->
                                context.addBeanFactoryPostProcessor(
                                        new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(greet(context, "Ada")).isEqualTo("hello Ada"));
    }

    @Test
    void start_virtualThreadsRefused_usesThePool() {
        app.withBean(Greetings.Hello.class)
                .withPropertyValues("spring.threads.virtual.enabled=false")
                .run(
                        context ->
                                assertThat(
                                                context.getBean(RpcServerLifecycle.class)
                                                        .server()
                                                        .hasVirtualThreads())
                                        .isFalse());
    }

    @Test
    void stop_callInHandler_endsFirst() {
        app.withBean(Greetings.Sleeper.class)
                .run(
                        context -> {
                            RpcServer server = context.getBean(RpcServerLifecycle.class).server();
                            try (RpcClient client = client(context)) {
                                Greeter.Iface greeter = client.proxy(Greeter.Iface.class);
                                greeter.greet("0");
                                CompletableFuture<String> reply =
                                        CompletableFuture.supplyAsync(() -> call(greeter, "300"));
                                while (server.calls() == 0) {
                                    Thread.sleep(5);
                                }
                                context.close();
                                assertThat(reply.get(5, TimeUnit.SECONDS)).isEqualTo("slept 300");
                            }
                        });
    }

    @Test
    void stopAndStart_ofTheContext_servesAgain() {
        app.withBean(Greetings.Hello.class)
                .run(
                        context -> {
                            context.getSourceApplicationContext().stop();
                            context.getSourceApplicationContext().start();
                            assertThat(greet(context, "again")).isEqualTo("hello again");
                        });
    }

    @Test
    void run_keepsTheJvmAlive_untilStopped() {
        app.withBean(Greetings.Hello.class).run(context -> assertThat(keepAlive()).isNotNull());

        assertThat(keepAlive()).isNull();
    }

    private static Middleware noting(List<String> passed, String name) {
        return (next, place) ->
                call -> {
                    passed.add(name);
                    return next.invoke(call);
                };
    }

    private static BeanDefinitionCustomizer order(int order) {
        return definition -> definition.setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order);
    }

    private static Thread keepAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rpc-server-keep-alive"))
                .filter(thread -> !thread.isDaemon())
                .findFirst()
                .orElse(null);
    }

    private static String call(Greeter.Iface greeter, String name) {
        try {
            return greeter.greet(name);
        } catch (TException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String greet(ApplicationContext context, String name) {
        try (RpcClient client = client(context)) {
            return call(client.proxy(Greeter.Iface.class), name);
        }
    }

    private static RpcClient client(ApplicationContext context) {
        return RpcClient.builder("127.0.0.1:" + port(context)).build();
    }

    private static int port(ApplicationContext context) {
        return context.getBean(RpcServerLifecycle.class).server().port();
    }

    private static FailureAnalysis analysis(AssertableApplicationContext context) {
        assertThat(context).hasFailed();
        Throwable failure = context.getStartupFailure();
        while (!(failure instanceof FailureAnalyzedException analyzed)) {
            assertThat(failure).as("a FailureAnalyzedException").isNotNull();
            failure = failure.getCause();
        }
        return analyzed.analysis();
    }

    @AutoConfigurationPackage(basePackageClasses = Handlers.class)
    @Configuration(proxyBeanMethods = false)
    static class Scanning {}

    @Configuration(proxyBeanMethods = false)
    static class BeanMethod {
        @Bean
        Greetings.Hello greeter() {
            return new Greetings.Hello();
        }
    }
}
