package io.harrier.rpc.server;

import static io.harrier.rpc.testing.EchoFrames.ascii;
import static io.harrier.rpc.testing.EchoFrames.call;
import static io.harrier.rpc.testing.EchoFrames.framed;
import static io.harrier.rpc.testing.EchoFrames.integer;
import static io.harrier.rpc.testing.EchoFrames.reply;
import static io.harrier.rpc.testing.EchoFrames.strings;
import static io.harrier.rpc.testing.EchoFrames.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.RawPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server refuses, how it says so, and how it stops. */
class ServerLimitsTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger entered = new AtomicInteger();
    private RpcServer server;

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
        Leaks.check();
    }

    @Test
    void request_overTheNumberOfCalls_isRefusedAsSafeToRetry() throws Exception {
        start(RpcServer.builder().maxCalls(1));
        try (RpcClient client = client()) {
            CompletableFuture<Object> first = inBackground(client);
            awaitEntered(1);

            assertThatThrownBy(() -> client.proxy(EchoService.Iface.class).echo(new Msg("x")))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED);
                                assertThat(e.isSafeToRetry()).isTrue();
                            });
            release.countDown();
            assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(new Msg("a"));
        }
    }

    @Test
    void refusal_toStockPeers_saysNothingOfHarrier() throws Exception {
        start(RpcServer.builder().maxCalls(1));
        try (RpcClient client = client();
                RawPeer peer = RawPeer.connect(server.port())) {
            inBackground(client);
            awaitEntered(1);
            peer.send(withHeader(0, 1, "", framed(call("echo", 1, "hi"))));

            assertThat(peer.readFrameHex())
                    .contains(ascii("calls in handlers"))
                    .doesNotContain(ascii("hr-"));
        }
    }

    @Test
    void request_whoseDeadlinePassedInTheQueue_neverReachesTheHandler() throws Exception {
        start(RpcServer.builder().handlerThreads(HandlerThreads.POOL).poolThreads(1));
        try (RpcClient client = client();
                RawPeer peer = RawPeer.connect(server.port())) {
            inBackground(client);
            awaitEntered(1);
            peer.send(
                    withHeader(
                            0,
                            1,
                            strings("hr", "1") + integer(12, "20"),
                            framed(call("echo", 1, "late"))));
            while (server.calls() < 2) {
                Thread.onSpinWait();
            }
            TimeUnit.MILLISECONDS.sleep(60);
            release.countDown();

            assertThat(peer.readFrameHex())
                    .contains(ascii("hr-err") + "0007" + ascii("expired"))
                    .contains(ascii("hr-executed") + "000130");
            assertThat(entered).hasValue(1);
        }
    }

    @Test
    void connection_overTheLimit_isClosed() throws Exception {
        start(RpcServer.builder().maxConnections(1));
        release.countDown();
        try (RawPeer first = RawPeer.connect(server.port())) {
            first.send(framed(call("echo", 1, "hi")));
            assertThat(first.readFrameHex()).isEqualTo(framed(reply("echo", 1, "hi")));
            try (RawPeer second = RawPeer.connect(server.port())) {
                assertThat(second.isAtEnd()).isTrue();
            }
            first.send(framed(call("echo", 2, "hi")));
            assertThat(first.readFrameHex()).isEqualTo(framed(reply("echo", 2, "hi")));
        }
    }

    @Test
    void connection_silentInsideAFrame_isClosed() throws Exception {
        start(RpcServer.builder().stallTimeout(Duration.ofMillis(100)));
        try (RawPeer peer = RawPeer.connect(server.port())) {
            peer.send("0000");
            peer.send("00ff80010001");

            assertThat(peer.isAtEnd()).isTrue();
        }
    }

    @Test
    void connection_idleTooLong_isClosed() throws Exception {
        start(RpcServer.builder().idleTimeout(Duration.ofMillis(100)));
        try (RawPeer peer = RawPeer.connect(server.port())) {
            assertThat(peer.isAtEnd()).isTrue();
        }
    }

    @Test
    void peer_thatTakesNoReplies_isReadNoFurther() throws Exception {
        release.countDown();
        start(RpcServer.builder());
        try (RawPeer peer = RawPeer.connect(server.port())) {
            String big = framed(call("echo", 1, "x".repeat(200_000)));
            Thread sender = new Thread(() -> sendUntilClosed(peer, big));
            sender.start();
            int before = -1;
            while (entered.get() != before) {
                before = entered.get();
                TimeUnit.MILLISECONDS.sleep(300);
            }

            assertThat(before).as("calls until the server stopped reading").isLessThan(300);
            peer.close();
            sender.join(5_000);
        }
    }

    @Test
    void stop_withCallsInHandlers_letsThemEndAndTellsStockPeers() throws Exception {
        start(RpcServer.builder());
        try (RawPeer peer = RawPeer.connect(server.port())) {
            peer.send(withHeader(0, 1, "", framed(call("echo", 1, "last"))));
            awaitEntered(1);
            CompletableFuture<Boolean> stopped =
                    CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(5)));
            TimeUnit.MILLISECONDS.sleep(300);
            release.countDown();

            assertThat(peer.readFrameHex())
                    .contains(ascii("crrst") + "000131")
                    .endsWith(framed(reply("echo", 1, "last")));
            assertThat(peer.isAtEnd()).isTrue();
            assertThat(stopped.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stop_withIdleStockPeer_answersOnceMoreAndTellsIt() throws Exception {
        release.countDown();
        start(RpcServer.builder());
        try (RawPeer peer = RawPeer.connect(server.port())) {
            peer.send(withHeader(0, 1, "", framed(call("echo", 1, "a"))));
            assertThat(peer.readFrameHex()).doesNotContain(ascii("crrst"));
            CompletableFuture<Boolean> stopped =
                    CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(5)));
            TimeUnit.MILLISECONDS.sleep(30);
            peer.send(withHeader(0, 2, "", framed(call("echo", 2, "b"))));

            assertThat(peer.readFrameHex())
                    .contains(ascii("crrst") + "000131")
                    .endsWith(framed(reply("echo", 2, "b")));
            assertThat(peer.isAtEnd()).isTrue();
            assertThat(stopped.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stop_withHarrierClient_losesNoCall() throws Exception {
        start(RpcServer.builder());
        try (RpcClient client = client()) {
            CompletableFuture<Object> call = inBackground(client);
            awaitEntered(1);
            CompletableFuture<Boolean> stopped =
                    CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(5)));
            TimeUnit.MILLISECONDS.sleep(300);
            release.countDown();

            assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo(new Msg("a"));
            assertThat(stopped.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stop_withCallThatNeverEnds_isBounded() throws Exception {
        start(RpcServer.builder());
        try (RpcClient client = client()) {
            CompletableFuture<Object> call = inBackground(client);
            awaitEntered(1);

            assertThat(server.stop(Duration.ofMillis(100))).isFalse();
            assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(RpcException.class)
                    .hasMessageContaining("the call may have run");
        }
    }

    @Test
    void start_onAPortInUse_saysWhich() {
        start(RpcServer.builder());

        assertThatThrownBy(
                        () ->
                                RpcServer.builder()
                                        .address("127.0.0.1", server.port())
                                        .service(new EchoHandler())
                                        .start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on")
                .hasMessageContaining(Integer.toString(server.port()));
    }

    private void start(RpcServerBuilder builder) {
        server =
                builder.address("127.0.0.1", 0)
                        .service(new EchoHandler())
                        .middleware(
                                (next, place) ->
                                        call -> {
                                            entered.incrementAndGet();
                                            if (!call.method().name().equals("slow")) {
                                                await();
                                            }
                                            return next.invoke(call);
                                        })
                        .start();
    }

    private void await() {
        try {
            release.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RpcClient client() {
        return RpcClient.builder("127.0.0.1:" + server.port()).build();
    }

    private static CompletableFuture<Object> inBackground(RpcClient client) {
        EchoService.Iface echo = client.proxy(EchoService.Iface.class);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return echo.echo(new Msg("a"));
                    } catch (org.apache.thrift.TException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private void awaitEntered(int calls) throws InterruptedException {
        for (int i = 0; entered.get() < calls && i < 500; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(entered).hasValue(calls);
    }

    private static void sendUntilClosed(RawPeer peer, String frame) {
        try {
            for (int i = 0; i < 2_000; i++) {
                peer.send(frame);
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
