package io.harrier.rpc.codegen.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.codegen.service.Desk.AsyncReception;
import io.harrier.rpc.codegen.service.Desk.Badge;
import io.harrier.rpc.codegen.service.Desk.Person;
import io.harrier.rpc.codegen.service.Desk.Reception;
import io.harrier.rpc.codegen.service.Desk.Receptionist;
import io.harrier.rpc.codegen.service.Desk.Refused;
import io.harrier.rpc.codegen.service.Desk.Silent;
import io.harrier.rpc.serialize.generated.GeneratedServices;
import io.harrier.rpc.server.RpcServer;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls through stubs and dispatchers that the processor wrote for this module's tests. */
final class GeneratedCallsTest {
    private static final Person ADULT = new Person("Ann", 30);

    private final Receptionist handler = new Receptionist();
    private final List<Object[]> seen = new ArrayList<>();
    private RpcServer server;
    private RpcClient client;
    private Reception desk;

    @BeforeEach
    void start() {
        server =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .service(handler)
                        .middleware(
                                (next, place) ->
                                        call -> {
                                            seen.add(call.arguments());
                                            return next.invoke(call);
                                        })
                        .start();
        client = RpcClient.builder("127.0.0.1:" + server.port()).build();
        desk = client.proxy(Reception.class);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void stub_isNoProxy() {
        assertThat(desk).matches(stub -> !Proxy.isProxyClass(stub.getClass()));
        assertThat(desk.toString()).startsWith("client of Reception at 127.0.0.1:");
        assertThat(desk).isEqualTo(desk).isNotEqualTo(client.proxy(Reception.class));
    }

    /** No method handle and no reflection between the engine and the handler. */
    @Test
    void handler_isCalledByGeneratedCode() {
        desk.flip(true);

        assertThat(handler.callers)
                .element(1)
                .isEqualTo(Reception.class.getName() + GeneratedServices.SUFFIX);
    }

    @Test
    void arguments_ofEveryKind_arrive() throws Exception {
        assertThat(desk.admit(ADULT, true, (byte) 3, (short) 12, 2.5)).isEqualTo(new Badge(3015));
        assertThat(desk.count(List.of(ADULT, ADULT), Map.of("a", new Badge(1)))).isEqualTo(21);
        assertThat(desk.flip(false)).isTrue();
        assertThat(desk.keep(ADULT)).isEqualTo(ADULT);
        assertThat(desk.joined()).isEqualTo(2);
    }

    @Test
    void middleware_seesTheArguments() throws Exception {
        desk.admit(ADULT, true, (byte) 3, (short) 12, 2.5);
        desk.forget();

        assertThat(seen.get(0)).containsExactly(ADULT, true, (byte) 3, (short) 12, 2.5);
        assertThat(seen.get(1)).isEmpty();
    }

    @Test
    void declaredException_isThrown() {
        assertThatThrownBy(() -> desk.admit(new Person("Bob", 7), true, (byte) 1, (short) 2, 3))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.reason).isEqualTo("Bob is 7"));
    }

    /** As proxies do. */
    @Test
    void undeclaredException_comesWrapped() {
        Silent silent = client.proxy(Silent.class, Reception.class);

        assertThat(Proxy.isProxyClass(silent.getClass())).isFalse();
        assertThatThrownBy(() -> silent.admit(new Person("Bob", 7), true, (byte) 1, (short) 2, 3))
                .isInstanceOf(UndeclaredThrowableException.class)
                .hasCauseInstanceOf(Refused.class);
    }

    @Test
    void stage_ofTheHandlerAndOfTheCaller_isTold() throws Exception {
        AsyncReception async = client.proxy(AsyncReception.class, Reception.class);

        assertThat(Proxy.isProxyClass(async.getClass())).isFalse();
        assertThat(async.admit(ADULT, false, (byte) 0, (short) 5, 0).get(5, TimeUnit.SECONDS))
                .isEqualTo(new Badge(5));
        assertThat(async.forget().get(5, TimeUnit.SECONDS)).isNull();
        assertThat(desk.later("soon").toCompletableFuture().get(5, TimeUnit.SECONDS))
                .isEqualTo("soon!");
    }

    /** A call that follows on the same connection comes after it. */
    @Test
    void oneway_arrives() {
        desk.note("one");

        assertThat(noted()).containsExactly("one");
    }

    private List<String> noted() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (System.nanoTime() - deadline < 0) {
            synchronized (handler.notes) {
                if (!handler.notes.isEmpty()) {
                    return List.copyOf(handler.notes);
                }
            }
            Thread.onSpinWait();
        }
        return List.of();
    }
}
