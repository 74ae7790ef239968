package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.idl.IdlSchemas;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import io.harrier.rpc.server.RpcServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A service that a bean answers by its schema alone. */
final class GenericRpcServiceTest {
    private static final SchemaSource SCHEMAS =
            IdlSchemas.of(
                    ThriftIdlParser.parse(
                            "a.thrift", "service Greeter { string greet(1: string name) }"));

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    RpcAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withPropertyValues("rpc.server.address=127.0.0.1", "rpc.server.port=0");

    @Test
    void bean_isServed_withoutAnyHandlerClass() {
        app.withUserConfiguration(Greeting.class)
                .run(
                        context -> {
                            try (RpcClient client = client(context)) {
                                assertThat(
                                                client.generic("Greeter")
                                                        .call("greet", Map.of("name", "Ann")))
                                        .isEqualTo("greet {name=Ann}");
                            }
                        });
    }

    @Test
    void unknownService_namesThoseThatThereAre() {
        assertThatThrownBy(() -> GenericRpcService.of(SCHEMAS, "Greter", (m, a) -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("service Greter (expected: one of [Greeter])");
    }

    private static RpcClient client(ApplicationContext context) {
        RpcServer server = context.getBean(RpcServerLifecycle.class).server();
        return RpcClient.builder("127.0.0.1:" + server.port()).build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Greeting {
        @Bean
        GenericRpcService greeter() {
            return GenericRpcService.of(
                    SCHEMAS, "Greeter", (method, arguments) -> method + ' ' + arguments);
        }
    }
}
