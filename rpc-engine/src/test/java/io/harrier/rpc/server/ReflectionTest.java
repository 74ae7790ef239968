package io.harrier.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.reflect.Reflection;
import io.harrier.rpc.testing.Leaks;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReflectionTest {
    interface Greeter {
        String greet(String name);
    }

    /** Words that Apache's compiler keeps for itself, or for the languages that it generates. */
    interface Words {
        String list(String from, int end);

        int pass(int required);
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
    void service_namedInWordsOfThrift_isCalledWithoutClasses() {
        Words handler =
                new Words() {
                    @Override
                    public String list(String from, int end) {
                        return from + end;
                    }

                    @Override
                    public int pass(int required) {
                        return required;
                    }
                };
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .service(handler, Words.class, "")
                                .start();
                RpcClient client = RpcClient.builder("127.0.0.1:" + server.port()).build()) {
            GenericClient words = client.generic("Words");

            assertThat(words.call("list", Map.of("from", "a", "end", 1))).isEqualTo("a1");
            assertThat(words.json("pass", "{\"required\": 7}")).isEqualTo("7");
        }
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
