package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.server.RpcServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Servers and clients of one JVM, with a port and without. */
@ExtendWith(OutputCaptureExtension.class)
final class InProcessKeysTest {
    interface Greeting {
        String hello(String name);
    }

    @RpcService
    static final class Greeter implements Greeting {
        @Override
        public String hello(String name) {
            return "hello " + name;
        }
    }

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withBean(Greeter.class)
                    .withPropertyValues("rpc.client.greeter.target=in-process:keys");

    @Test
    void name_withoutAPort_isReachedInProcessAlone(CapturedOutput output) {
        app.withPropertyValues("rpc.server.in-process-name=keys", "rpc.server.port=-1")
                .run(
                        context -> {
                            assertThat(hello(context)).isEqualTo("hello you");
                            assertThat(server(context).port()).isEqualTo(-1);
                            assertThat(
                                            context.getEnvironment()
                                                    .getProperty("local.rpc.server.port"))
                                    .isNull();
                        });
        assertThat(output)
                .contains("RPC server listens on in-process:keys (")
                .contains("RPC server on in-process:keys stopped");
    }

    @Test
    void name_besideAPort_isReachedBothWays(CapturedOutput output) {
        app.withPropertyValues("rpc.server.in-process-name=keys", "rpc.server.port=0")
                .run(
                        context -> {
                            assertThat(hello(context)).isEqualTo("hello you");
                            assertThat(server(context).port()).isPositive();
                        });
        assertThat(output).containsPattern("listens on port \\d+ and in-process:keys \\(");
    }

    @Test
    void neitherNameNorPort_isRefused() {
        app.withPropertyValues("rpc.server.port=-1")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .isInstanceOf(
                                                InvalidConfigurationPropertyValueException.class)
                                        .hasMessageContaining("rpc.server.port")
                                        .hasMessageContaining(
                                                "no port (expected: 'rpc.server.in-process-name' in"
                                                        + " its place)"));
    }

    @Test
    void name_inUse_isExplained() {
        try (RpcServer other =
                RpcServer.builder().inProcess("keys").service(new Greeter()).start()) {
            app.withPropertyValues("rpc.server.in-process-name=keys", "rpc.server.port=-1")
                    .run(context -> assertExplained(context.getStartupFailure()));
        }
    }

    private static void assertExplained(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof FailureAnalyzedException)) {
            cause = cause.getCause();
        }
        assertThat(cause)
                .isInstanceOfSatisfying(
                        FailureAnalyzedException.class,
                        e -> {
                            assertThat(e.analysis().getDescription())
                                    .startsWith(
                                            "The RPC server cannot start: the in-process name 'keys'"
                                                    + " is in use by another server of this JVM");
                            assertThat(e.analysis().getAction())
                                    .isEqualTo(
                                            "Set 'rpc.server.in-process-name' to a name that no"
                                                    + " other server of this JVM has.");
                        });
    }

    private static RpcServer server(ApplicationContext context) {
        return context.getBean(RpcServerLifecycle.class).server();
    }

    private static String hello(ApplicationContext context) {
        return context.getBean(RpcClientRegistry.class)
                .proxy("greeter", Greeting.class)
                .hello("you");
    }
}
