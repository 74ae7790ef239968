package io.harrier.rpc.client;

import static io.harrier.rpc.testing.EchoFrames.framed;
import static io.harrier.rpc.testing.EchoFrames.reply;
import static io.harrier.rpc.testing.EchoFrames.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.pool.PoolStats;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.BlackHole;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.RawPeer;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How calls share their connections, and what becomes of those, as the server sees it. */
final class ConnectionModesTest {
    interface Futures {
        CompletableFuture<Msg> echo(Msg req);

        CompletableFuture<Msg> slow(Msg req);
    }

    /** Holds calls until it is opened. */
    public interface Gate {
        CompletableFuture<String> hold(String name);
    }

    private final CompletableFuture<String> gate = new CompletableFuture<>();
    private final RpcServer server =
            RpcServer.builder()
                    .address("127.0.0.1", 0)
                    .service(new EchoHandler())
                    .service((Gate) name -> gate, Gate.class, "Gate")
                    .start();

    @AfterEach
    void close() {
        gate.complete("");
        server.close();
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(ConnectionMode.class)
    void everyMode_callsOneByOne_areAnswered(ConnectionMode mode) throws Exception {
        try (RpcClient client = builder(server.port()).connections(c -> c.withMode(mode)).build()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            for (int i = 0; i < 5; i++) {
                assertThat(echo.echo(new Msg("m" + i)).getMsg()).isEqualTo("m" + i);
            }

            assertThat(stats(client).opened()).isEqualTo(mode == ConnectionMode.SHORT ? 5 : 1);
        }
    }

    @Test
    void multiplexed_callsAtOnceFromTheStart_shareOneConnection() throws Exception {
        try (RpcClient client =
                builder(server.port())
                        .connections(c -> c.withMode(ConnectionMode.MULTIPLEXED))
                        .build()) {
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);
            List<CompletableFuture<Msg>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(echo.slow(new Msg("10")));
            }
            for (CompletableFuture<Msg> call : calls) {
                call.get(10, TimeUnit.SECONDS);
            }

            assertThat(stats(client).opened()).isEqualTo(1);
            assertThat(stats(client).multiplexed()).isEqualTo(1);
        }
    }

    @Test
    void multiplexed_serverThatCannotShare_isRefusedAfterItsFirstReply() throws Exception {
        try (ServerSocket port = RawPeer.listen();
                RpcClient client =
                        builder(port.getLocalPort())
                                .connections(c -> c.withMode(ConnectionMode.MULTIPLEXED))
                                .build()) {
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);
            CompletableFuture<Msg> first = echo.echo(new Msg("a"));
            CompletableFuture<Msg> waits = echo.echo(new Msg("b"));
            try (RawPeer peer = RawPeer.accept(port)) {
                int id = HexFormat.fromHexDigits(peer.readFrameHex(), 16, 24);
                peer.send(withHeader(0, id, "", framed(reply("echo", id, "a"))));

                assertThat(first.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");
                assertThat(peer.isAtEnd()).isTrue();
            }
            String message = "takes one call at a time on a connection";
            assertThatThrownBy(() -> waits.get(5, TimeUnit.SECONDS)).hasMessageContaining(message);
            assertThatThrownBy(() -> client.proxy(EchoService.Iface.class).echo(new Msg("c")))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_SENT))
                    .hasMessageContaining(message);
        }
    }

    @Test
    void multiplexed_formWithoutHeader_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                builder(1)
                                        .connections(c -> c.withMode(ConnectionMode.MULTIPLEXED))
                                        .form(FrameForm.FRAMED)
                                        .build())
                .withMessageContaining("connection mode MULTIPLEXED with form FRAMED");
    }

    @Test
    void auto_manyCallsInFlight_opensOneMoreAndSharesThat() throws Exception {
        try (RpcClient client = builder(server.port()).build()) {
            client.proxy(EchoService.Iface.class).echo(new Msg("greets"));
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);
            Gate held = client.proxy(Gate.class);
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 0; i < 512; i++) {
                calls.add(held.hold(""));
            }
            assertThat(stats(client).open()).isEqualTo(1);

            echo.echo(new Msg("wants one more")).get(10, TimeUnit.SECONDS);
            await(() -> stats(client).idle() == 1);
            echo.echo(new Msg("greets there")).get(10, TimeUnit.SECONDS);

            assertThat(stats(client).multiplexed()).isEqualTo(2);
            for (int i = 0; i < 100; i++) {
                calls.add(held.hold(""));
            }
            await(() -> stats(client).inFlight() == 612);
            gate.complete("open");
            for (CompletableFuture<String> call : calls) {
                assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("open");
            }
            assertThat(stats(client).opened()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "POOLED"})
    void maxAge_connectionsGrowOld_noCallFails(ConnectionMode mode) throws Exception {
        try (RpcClient client =
                builder(server.port())
                        .connections(c -> c.withMode(mode).withMaxAge(Duration.ofMillis(40)))
                        .build()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            await(
                    () -> {
                        try {
                            echo.echo(new Msg("x"));
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                        return stats(client).evicted() >= 4;
                    });
            assertThat(stats(client).opened()).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void maxAge_sharedConnectionGrowsOldWithCallsOnIt_endsAfterTheirReplies() throws Exception {
        try (RpcClient client =
                builder(server.port())
                        .connections(c -> c.withMaxAge(Duration.ofMillis(40)))
                        .build()) {
            client.proxy(EchoService.Iface.class).echo(new Msg("greets"));
            Gate held = client.proxy(Gate.class);
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                calls.add(held.hold(""));
            }

            await(() -> server.calls() == 5 && stats(client).multiplexed() == 0);
            assertThat(stats(client).evicted()).isPositive();
            assertThat(calls).noneMatch(CompletableFuture::isDone);

            gate.complete("open");
            for (CompletableFuture<String> call : calls) {
                assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("open");
            }
        }
    }

    @Test
    void shared_silentPeer_isFoundByThePing() throws Exception {
        try (BlackHole way = new BlackHole(server.port());
                RpcClient client =
                        builder(way.port())
                                .connections(
                                        c ->
                                                c.withPing(
                                                        Duration.ofMillis(100),
                                                        Duration.ofMillis(100)))
                                .timeout(Duration.ofSeconds(20))
                                .build()) {
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);
            echo.echo(new Msg("greets")).get(10, TimeUnit.SECONDS);
            way.swallow();

            CompletableFuture<Msg> lost = echo.echo(new Msg("lost"));

            assertThatThrownBy(() -> lost.get(15, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("ping unanswered");
            assertThat(echo.echo(new Msg("again")).get(10, TimeUnit.SECONDS).getMsg())
                    .isEqualTo("again");
        }
    }

    @Test
    void shared_silentPeer_isFoundSoonAfterADeadline() throws Exception {
        try (BlackHole way = new BlackHole(server.port());
                RpcClient client =
                        builder(way.port())
                                .connections(
                                        c ->
                                                c.withPing(
                                                        Duration.ofHours(1),
                                                        Duration.ofMillis(200)))
                                .timeout("echo", Duration.ofSeconds(2))
                                .build()) {
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);
            echo.echo(new Msg("greets")).get(10, TimeUnit.SECONDS);
            way.swallow();

            assertDeadline(echo.echo(new Msg("lost")));

            await(() -> stats(client).open() == 0);
            assertThat(echo.slow(new Msg("0")).get(10, TimeUnit.SECONDS).getMsg()).isEqualTo("0");
        }
    }

    @Test
    void shared_slowHandler_isNotTakenForASilentPeer() throws Exception {
        try (RpcClient client =
                builder(server.port())
                        .connections(c -> c.withPing(Duration.ofHours(1), Duration.ofMillis(500)))
                        .timeout("hold", Duration.ofMillis(50))
                        .build()) {
            client.proxy(EchoService.Iface.class).echo(new Msg("greets"));
            assertThatThrownBy(() -> client.proxy(Gate.class).hold("").get(10, TimeUnit.SECONDS))
                    .hasMessageContaining("no reply");
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);

            echo.slow(new Msg("1500")).get(10, TimeUnit.SECONDS);

            assertThat(stats(client).opened()).isEqualTo(1);
        }
    }

    @Test
    void pooled_silentPeer_isFoundByTwoDeadlines() throws Exception {
        try (BlackHole way = new BlackHole(server.port());
                RpcClient client =
                        builder(way.port())
                                .connections(c -> c.withMode(ConnectionMode.POOLED))
                                .timeout("echo", Duration.ofMillis(300))
                                .timeout(Duration.ofSeconds(20))
                                .build()) {
            Futures echo = client.proxy(Futures.class, EchoService.Iface.class);
            List<CompletableFuture<Msg>> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                calls.add(echo.slow(new Msg("50")));
            }
            for (CompletableFuture<Msg> call : calls) {
                call.get(10, TimeUnit.SECONDS);
            }
            await(() -> stats(client).idle() == 5);
            way.swallow();

            assertDeadline(echo.echo(new Msg("one")));
            assertDeadline(echo.echo(new Msg("two")));

            await(() -> stats(client).open() == 0);
            assertThat(echo.slow(new Msg("0")).get(10, TimeUnit.SECONDS).getMsg()).isEqualTo("0");
        }
    }

    /** Each is woken when a connection comes back, and finds it or sleeps again. */
    @Test
    void pooled_moreBlockingCallersThanConnections_allAreAnswered() throws Exception {
        try (RpcClient client =
                builder(server.port())
                        .connections(c -> c.withMode(ConnectionMode.POOLED).withMax(2))
                        .build()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            List<FutureTask<Void>> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                callers.add(new FutureTask<>(() -> echoes(echo, 200)));
                new Thread(callers.get(i)).start();
            }
            for (FutureTask<Void> caller : callers) {
                caller.get(60, TimeUnit.SECONDS);
            }

            assertThat(stats(client).opened()).isEqualTo(2);
            await(() -> stats(client).idle() == 2);
            assertThat(stats(client).waiting()).isZero();
        }
    }

    @Test
    void pooled_noConnectionComesBackInTime_endsAtTheDeadline() throws Exception {
        try (RpcClient client =
                builder(server.port())
                        .connections(c -> c.withMode(ConnectionMode.POOLED).withMax(1))
                        .timeout("echo", Duration.ofMillis(100))
                        .build()) {
            CompletableFuture<String> held = client.proxy(Gate.class).hold("");
            await(() -> server.calls() == 1);
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);

            assertThatThrownBy(() -> echo.echo(new Msg("late")))
                    .hasMessageContaining("the deadline passed while it waited for a connection");

            assertThat(stats(client).waiting()).isZero();
            gate.complete("open");
            assertThat(held.get(10, TimeUnit.SECONDS)).isEqualTo("open");
        }
    }

    private static Void echoes(EchoService.Iface echo, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(echo.echo(new Msg("m" + i)).getMsg()).isEqualTo("m" + i);
        }
        return null;
    }

    private static void assertDeadline(CompletableFuture<Msg> call) {
        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED));
    }

    private static PoolStats stats(RpcClient client) {
        return client.connections().get(0);
    }

    private static RpcClientBuilder builder(int port) {
        return RpcClient.builder("127.0.0.1:" + port).timeout(Duration.ofSeconds(30));
    }

    private static void await(BooleanSupplier happened) throws InterruptedException {
        for (int i = 0; i < 20_000 && !happened.getAsBoolean(); i++) {
            Thread.sleep(1);
        }
        assertThat(happened.getAsBoolean()).isTrue();
    }
}
