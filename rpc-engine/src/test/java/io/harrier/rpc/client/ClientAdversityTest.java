package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.alltypes.AllTypes;
import io.harrier.rpc.idl.alltypes.Tree;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.RawPeer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that cannot be written, are never read, or go out by ways of their own. */
class ClientAdversityTest {
    interface Futures {
        CompletableFuture<Msg> echo(Msg req);

        CompletableFuture<Msg> slow(Msg req);
    }

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @Test
    void oneway_toAPeerThatReadsNothing_endsAtItsDeadline() throws Exception {
        try (ServerSocket port = RawPeer.listen();
                RpcClient client =
                        builder(port.getLocalPort())
                                .form(FrameForm.FRAMED)
                                .timeout(Duration.ofMillis(300))
                                .build()) {
            Msg large = new Msg("x".repeat(15_000_000));

            assertThatThrownBy(() -> client.proxy(EchoService.Iface.class).visit(large))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED))
                    .hasMessageContaining("EchoService.visit");
        }
    }

    @Test
    void asynchronousCalls_whileNobodyKnowsWhatTheServerIs_waitUntilItIsKnown() throws Exception {
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .service(new EchoHandler())
                                .start();
                RpcClient client = builder(server.port()).connections(c -> c.withMax(2)).build()) {
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);
            List<CompletableFuture<Msg>> first = new ArrayList<>();
            first.add(echo.slow(new Msg("300")));
            first.add(echo.slow(new Msg("300")));
            while (server.calls() < 2) {
                Thread.onSpinWait();
            }

            CompletableFuture<Msg> third = echo.echo(new Msg("third"));

            assertThat(third.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("third");
            assertThat(first).allSatisfy(each -> each.get(5, TimeUnit.SECONDS));
        }
    }

    /** Though its deadline, until which a timer watched its wait, is an hour away. */
    @Test
    void asynchronousCall_thatWaitedForAConnection_isForgottenWithItsReply() throws Exception {
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .service(new EchoHandler())
                                .start();
                RpcClient client =
                        builder(server.port())
                                .form(FrameForm.FRAMED)
                                .connections(c -> c.withMax(1))
                                .timeout(Duration.ofHours(1))
                                .build()) {
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);
            CompletableFuture<Msg> before = echo.slow(new Msg("100"));
            WeakReference<Msg> argument = answered(echo, before);

            for (int i = 0; i < 100 && argument.get() != null; i++) {
                System.gc();
            }
            assertThat(argument.get()).isNull();
        }
    }

    private static WeakReference<Msg> answered(Futures echo, CompletableFuture<Msg> before)
            throws Exception {
        Msg argument = new Msg("waits");
        CompletableFuture<Msg> reply = echo.echo(argument);
        assertThat(before.isDone()).as("the connection is taken").isFalse();
        assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo(argument);
        return new WeakReference<>(argument);
    }

    @Test
    void argument_tooDeepToBeWritten_leavesItsConnectionToOthers() throws Exception {
        AllTypes.Iface handler =
                (AllTypes.Iface)
                        Proxy.newProxyInstance(
                                AllTypes.class.getClassLoader(),
                                new Class<?>[] {AllTypes.Iface.class},
                                (proxy, method, arguments) -> arguments[0]);
        try (RpcServer server =
                        RpcServer.builder().address("127.0.0.1", 0).service(handler).start();
                RpcClient client =
                        builder(server.port())
                                .form(FrameForm.FRAMED)
                                .connections(c -> c.withMax(1))
                                .build()) {
            AllTypes.Iface all = client.proxy(AllTypes.Iface.class);
            Tree deep = new Tree();
            for (int i = 0; i < 30_000; i++) {
                deep = new Tree().setChildren(List.of(deep));
            }
            Tree tooDeep = deep;

            assertThatThrownBy(() -> all.echoTree(tooDeep))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_REQUEST));
            assertThat(all.echoTree(new Tree())).isEqualTo(new Tree());
        }
    }

    @Test
    void middleware_thatSendsLaterFromAnotherThread_isWaitedFor() throws Exception {
        Middleware later =
                (next, place) ->
                        call ->
                                Reply.of(
                                        CompletableFuture.supplyAsync(
                                                        () -> call,
                                                        CompletableFuture.delayedExecutor(
                                                                20, TimeUnit.MILLISECONDS))
                                                .thenCompose(next::invoke));
        try (RpcServer server = server();
                RpcClient client = builder(server.port()).middleware(later).build()) {
            assertThat(client.proxy(EchoService.Iface.class).echo(new Msg("hi")).getMsg())
                    .isEqualTo("hi");
        }
    }

    @Test
    void middleware_thatSendsTwice_makesTwoCallsAndHoldsNoConnection() throws Exception {
        Middleware again =
                (next, place) ->
                        call ->
                                Reply.of(
                                        next.invoke(call)
                                                .handle((value, error) -> next.invoke(call))
                                                .thenCompose(second -> second));
        try (RpcServer server = server();
                RpcClient client =
                        builder(server.port())
                                .form(FrameForm.FRAMED)
                                .connections(c -> c.withMax(1))
                                .middleware(again)
                                .build()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            AtomicInteger calls = new AtomicInteger();
            server.middleware()
                    .add(
                            "count",
                            (next, place) ->
                                    call -> {
                                        calls.incrementAndGet();
                                        return next.invoke(call);
                                    });
            for (int i = 0; i < 3; i++) {
                assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi");
            }
            assertThat(calls).hasValue(6);
        }
    }

    @Test
    void middleware_thatThrowsAfterSending_leavesNothingBehind() throws Exception {
        Middleware broken =
                (next, place) ->
                        call -> {
                            next.invoke(call);
                            throw new IllegalStateException("broken");
                        };
        try (RpcServer server = server();
                RpcClient client = builder(server.port()).middleware(broken).build()) {
            assertThatThrownBy(() -> client.proxy(EchoService.Iface.class).echo(new Msg("hi")))
                    .hasMessage("broken");
        }
    }

    @Test
    void cancel_throughAMiddleware_reachesTheCall() throws Exception {
        try (ServerSocket port = RawPeer.listen();
                RpcClient client =
                        builder(port.getLocalPort())
                                .middleware(
                                        (next, place) ->
                                                call ->
                                                        next.invoke(call)
                                                                .whenComplete((v, e) -> {}))
                                .timeout(Duration.ofMinutes(1))
                                .build()) {
            CompletableFuture<Msg> call =
                    client.proxy(Futures.class, EchoService.Iface.class).echo(new Msg("x"));
            try (RawPeer peer = RawPeer.accept(port)) {
                peer.readFrame();
                call.cancel(true);

                assertThat(peer.isAtEnd()).isTrue();
            }
        }
    }

    /** Else its callers, who try again, keep both sides busy with nothing but handshakes. */
    @Test
    void calls_toAPeerThatClosesAllConnections_openFarFewerThanTheyAre() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        try (ServerSocket port = RawPeer.listen();
                RpcClient client = builder(port.getLocalPort()).build()) {
            new Thread(() -> closeAll(port, accepted)).start();
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            for (int i = 0; i < 8; i++) {
                assertThatThrownBy(() -> echo.echo(new Msg("alone")))
                        .isInstanceOf(RpcException.class);
            }
            int before = accepted.get();

            Futures futures = client.proxy(Futures.class, EchoService.Iface.class);
            List<CompletableFuture<Msg>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(futures.echo(new Msg("together")));
            }

            for (CompletableFuture<Msg> call : calls) {
                assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(RpcException.class);
            }
            assertThat(accepted.get() - before).isLessThan(calls.size() / 2);
        }
    }

    private static void closeAll(ServerSocket port, AtomicInteger accepted) {
        try {
            while (true) {
                port.accept().close();
                accepted.incrementAndGet();
            }
        } catch (IOException e) {
            assertThat(port.isClosed()).isTrue();
        }
    }

    private static RpcClientBuilder builder(int port) {
        return RpcClient.builder("127.0.0.1:" + port);
    }

    private static RpcServer server() {
        return RpcServer.builder().address("127.0.0.1", 0).service(new EchoHandler()).start();
    }
}
