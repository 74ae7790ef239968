package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.call.Admission;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.IoKind;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Middleware on both sides, and calls over every kind of I/O. */
class MiddlewareTest {
    interface Futures {
        CompletionStage<Msg> echo(Msg req);
    }

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private RpcServer server;
    private RpcClient client;

    @AfterEach
    void stop() {
        client.close();
        server.close();
        Leaks.check();
    }

    @Test
    void chain_ofTwo_runsOutsideInAndBackOnTheCallersThread() throws Exception {
        start(List.of(noting("a"), noting("b")), List.of(noting("c")));

        assertThat(echo("hi")).isEqualTo("hi");
        assertThat(seen)
                .containsExactly("a echo", "b echo", "c echo", "c done", "b done", "a done");
    }

    @Test
    void client_middlewareThatAnswers_sendsNothing() throws Exception {
        start(
                List.of((next, place) -> call -> Reply.ofValue(new Msg("cached"))),
                List.of(noting("server")));

        assertThat(echo("hi")).isEqualTo("cached");
        assertThat(seen).isEmpty();
    }

    @Test
    void client_middlewareThatReplacesAFailure_isWhatTheCallerGets() throws Exception {
        start(
                List.of(
                        (next, place) ->
                                call ->
                                        Reply.of(
                                                next.invoke(call)
                                                        .exceptionally(
                                                                error -> new Msg("fallback")))),
                List.of());

        assertThat(client.proxy(EchoService.Iface.class).boom(new Msg("x")).getMsg())
                .isEqualTo("fallback");
    }

    @Test
    void client_middlewareThatRefuses_isAnRpcException() {
        RpcException refusal = new RpcException(ErrorKind.OVERLOADED, "not today");
        start(List.of((next, place) -> call -> Reply.ofFailure(refusal)), List.of());

        assertThatThrownBy(() -> echo("hi")).isSameAs(refusal);
    }

    @Test
    void server_middlewareThatChangesTheReply_isWhatIsSent() throws Exception {
        start(
                List.of(),
                List.of(
                        (next, place) ->
                                call ->
                                        Reply.of(
                                                next.invoke(call)
                                                        .thenApply(value -> new Msg("changed")))));

        assertThat(echo("hi")).isEqualTo("changed");
        assertThat(server.calls()).isZero();
    }

    @Test
    void server_middlewareThatThrows_failsItsCallOnly() throws Exception {
        start(
                List.of(),
                List.of(
                        (next, place) ->
                                call -> {
                                    if (call.arguments()[0].equals(new Msg("bad"))) {
                                        throw new IllegalStateException("broken middleware");
                                    }
                                    return next.invoke(call);
                                }));

        assertThatThrownBy(() -> echo("bad")).hasMessage("biz error: broken middleware");
        assertThat(echo("good")).isEqualTo("good");
    }

    @Test
    void server_middlewareThatCannotBeMade_failsItsCallsAndLeavesNothingBehind() throws Exception {
        start(List.of(), List.of());
        server.middleware()
                .add(
                        "broken",
                        (next, place) -> {
                            throw new IllegalStateException("no chain");
                        });

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> echo("hi"))
                    .hasMessageMatching("biz error: the middleware of .*echo failed: no chain");
        }
        assertThat(server.calls()).isZero();
        server.middleware().remove("broken");
        assertThat(echo("hi")).isEqualTo("hi");
    }

    @Test
    void server_admissionThatEndsInAnError_failsItsCallAndLeavesNothingBehind() throws Exception {
        start(List.of(), List.of());
        server.middleware().add("broken", new NoAdmission());

        assertThatThrownBy(() -> echo("hi")).hasMessageContaining("no such class");
        assertThat(server.calls()).isZero();
    }

    private static final class NoAdmission implements Middleware {
        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public Admission admission(Place place) {
            return call -> {
                throw new NoClassDefFoundError("no such class");
            };
        }
    }

    @Test
    void client_attemptsOfAMiddleware_areOneTrace() throws Exception {
        start(List.of(), List.of());
        List<String> traces = new CopyOnWriteArrayList<>();
        Middleware twice =
                (next, place) ->
                        call -> Reply.of(next.invoke(call).thenCompose(value -> next.invoke(call)));
        Middleware noted =
                (next, place) ->
                        call -> {
                            traces.add(call.context().traceId());
                            return next.invoke(call);
                        };
        try (Tracing tracing = Tracing.builder().exporter(span -> {}).start();
                RpcServer traced =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .tracing(tracing)
                                .middleware(noted)
                                .service(new EchoHandler())
                                .start();
                RpcClient caller =
                        RpcClient.builder("127.0.0.1:" + traced.port())
                                .tracing(tracing)
                                .middleware(twice)
                                .build()) {
            caller.proxy(EchoService.Iface.class).echo(new Msg("hi"));
        }
        assertThat(traces).hasSize(2).doesNotContain("");
        assertThat(traces.get(1)).isEqualTo(traces.get(0));
    }

    @Test
    void middleware_changedAtRunTime_holdsForTheNextCallOnBothSides() throws Exception {
        start(List.of(), List.of());
        assertThat(echo("hi")).isEqualTo("hi");

        client.middleware().add("c", noting("c"));
        server.middleware().add("s", noting("s"));
        echo("hi");
        client.middleware().replace("c", noting("c2"));
        server.middleware().remove("s");
        echo("hi");

        assertThat(client.middleware().names()).containsExactly("c");
        assertThat(seen)
                .containsExactly("c echo", "s echo", "s done", "c done", "c2 echo", "c2 done");
    }

    @Test
    void middleware_ofOneMethod_isInNoOthersChain() throws Exception {
        Middleware ofBiz = noting("biz").where(place -> place.method().name().equals("biz"));
        start(List.of(ofBiz), List.of(ofBiz.where(Place::isServer)));

        echo("hi");
        assertThatThrownBy(() -> client.proxy(EchoService.Iface.class).biz(new Msg("x")))
                .hasMessage("no such user");

        assertThat(seen).containsExactly("biz biz", "biz biz", "biz done", "biz done");
    }

    @Test
    void admission_thatRefuses_readsNoArgumentAndIsSafeToRetry() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        Middleware limit =
                new Middleware() {
                    @Override
                    public Invoker around(Invoker next, Place place) {
                        return next;
                    }

                    @Override
                    public Admission admission(Place place) {
                        return call -> {
                            if (call.caller().equals("stranger")) {
                                throw RpcException.refusal(ErrorKind.OVERLOADED, "go away");
                            }
                            inside.incrementAndGet();
                            return inside::decrementAndGet;
                        };
                    }
                };
        start(List.of(), List.of(limit, noting("server")));

        assertThat(echo("hi")).isEqualTo("hi");
        try (RpcClient stranger =
                RpcClient.builder("127.0.0.1:" + server.port()).caller("stranger").build()) {
            EchoService.Iface echo = stranger.proxy(EchoService.Iface.class);
            assertThatThrownBy(() -> echo.echo(new Msg("hi")))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED);
                                assertThat(e.isSafeToRetry()).isTrue();
                            })
                    .hasMessage("go away");
        }
        assertThat(seen).containsExactly("server echo", "server done");
        assertThat(inside).hasValue(0);
        assertThat(server.calls()).isZero();
    }

    static Stream<IoKind> kinds() {
        return Arrays.stream(IoKind.values()).filter(IoKind::isAvailable);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void call_overEachKindOfIo_isAnswered(IoKind kind) throws Exception {
        server =
                RpcServer.builder()
                        .io(kind)
                        .address("127.0.0.1", 0)
                        .service(new EchoHandler())
                        .start();
        client = RpcClient.builder("127.0.0.1:" + server.port()).io(kind).build();

        assertThat(echo("hi")).isEqualTo("hi");
        assertThat(
                        client.proxy(Futures.class, EchoService.Iface.class)
                                .echo(new Msg("async"))
                                .toCompletableFuture()
                                .get(5, TimeUnit.SECONDS)
                                .getMsg())
                .isEqualTo("async");
    }

    @Test
    void io_thatDoesNotWorkHere_saysSo() {
        start(List.of(), List.of());
        IoKind missing = IoKind.KQUEUE.isAvailable() ? IoKind.EPOLL : IoKind.KQUEUE;

        assertThatThrownBy(() -> RpcClient.builder("127.0.0.1:1").io(missing).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(missing.name());
    }

    private void start(List<Middleware> ofClient, List<Middleware> ofServer) {
        var serverBuilder = RpcServer.builder().address("127.0.0.1", 0).service(new EchoHandler());
        ofServer.forEach(serverBuilder::middleware);
        server = serverBuilder.start();
        RpcClientBuilder clientBuilder = RpcClient.builder("127.0.0.1:" + server.port());
        ofClient.forEach(clientBuilder::middleware);
        client = clientBuilder.build();
    }

    private String echo(String msg) throws Exception {
        return client.proxy(EchoService.Iface.class).echo(new Msg(msg)).getMsg();
    }

    private Middleware noting(String name) {
        return (next, place) ->
                call -> {
                    seen.add(name + ' ' + call.method().name());
                    return next.invoke(call)
                            .whenComplete((value, error) -> seen.add(name + " done"));
                };
    }
}
