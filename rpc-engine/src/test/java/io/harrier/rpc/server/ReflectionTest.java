package io.harrier.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.reflect.Reflection;
import io.harrier.rpc.testing.Leaks;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReflectionTest {
    interface Greeter {
        String greet(String name);
    }

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @Test
    void services_onLoopback_areToldWithTheirIdl() {
        asked(
                ReflectionAccess.LOOPBACK,
                reflection -> {
                    assertThat(reflection.services()).containsExactly("EchoService", "Greeter");
                    assertThat(reflection.thriftIdl("Greeter"))
                            .hasValueSatisfying(
                                    idl ->
                                            assertThat(idl)
                                                    .contains("service Greeter {")
                                                    .contains("string greet(1: string name)"));
                    assertThat(reflection.thriftIdl("EchoService"))
                            .hasValueSatisfying(
                                    idl -> assertThat(idl).contains("exception Refused"));
                });
    }

    @Test
    void thriftIdl_ofAnUnknownService_isEmpty() {
        asked(
                ReflectionAccess.ALL,
                reflection -> assertThat(reflection.thriftIdl("Greeterr")).isEmpty());
    }

    @Test
    void services_ofAServerThatTellsNobody_areAnUnknownService() {
        asked(
                ReflectionAccess.NONE,
                reflection ->
                        assertThatThrownBy(reflection::services)
                                .isInstanceOfSatisfying(
                                        RpcException.class,
                                        e ->
                                                assertThat(e.kind())
                                                        .isEqualTo(ErrorKind.UNKNOWN_SERVICE)));
    }

    private static void asked(ReflectionAccess access, Consumer<Reflection> question) {
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .service(new EchoHandler())
                                .service((Greeter) name -> "Hello, " + name, "")
                                .reflection(access)
                                .start();
                RpcClient client =
                        RpcClient.builder("127.0.0.1:" + server.port())
                                .service(Reflection.SERVICE)
                                .build()) {
            question.accept(client.proxy(Reflection.class));
        }
    }
}
