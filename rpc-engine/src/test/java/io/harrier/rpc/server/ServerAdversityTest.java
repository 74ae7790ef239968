package io.harrier.rpc.server;

import static io.harrier.rpc.testing.EchoFrames.ascii;
import static io.harrier.rpc.testing.EchoFrames.call;
import static io.harrier.rpc.testing.EchoFrames.framed;
import static io.harrier.rpc.testing.EchoFrames.reply;
import static io.harrier.rpc.testing.EchoFrames.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.idl.alltypes.AllTypes;
import io.harrier.rpc.idl.alltypes.Base;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.RawPeer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers and peers that ask too much: what they break is theirs alone. */
class ServerAdversityTest {
    interface Futures {
        CompletableFuture<Msg> slow(Msg req);
    }

    /** Sends back what no header or frame can carry. */
    private static final class TooMuch extends EchoHandler {
        @Override
        public Msg echo(Msg req) {
            if (req.getMsg().equals("metadata")) {
                CallContext.current().sendBackward("k", "x".repeat(9_000));
            }
            if (req.getMsg().equals("status")) {
                throw new BizStatusException(7, "x".repeat(70_000));
            }
            return req.getMsg().equals("reply") ? new Msg("x".repeat(30_000)) : req;
        }
    }

    private RpcServer server;

    @AfterEach
    void stop() {
        server.stop(Duration.ofMillis(10));
        Leaks.check();
    }

    /** Their sockets' ends come together, in either order. */
    @Test
    void peers_thatEndAndReset_leaveNothing() throws Exception {
        start(RpcServer.builder().service(new EchoHandler()));
        for (int i = 0; i < 500; i++) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(HexFormat.of().parseHex("000000ff8001"), 0, i % 7);
                if (i % 2 == 0) {
                    socket.shutdownOutput();
                }
            }
        }
        try (RpcClient client = client()) {
            assertThat(client.proxy(EchoService.Iface.class).echo(new Msg("hi")).getMsg())
                    .isEqualTo("hi");
        }
        for (long start = System.nanoTime();
                server.connections() > 0 && System.nanoTime() - start < 10_000_000_000L; ) {
            Thread.onSpinWait();
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void answer_thatFitsNoHeader_failsItsCallAndFreesItsPlace() {
        start(RpcServer.builder().service(new TooMuch()));
        try (RpcClient client = client()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);

            assertThatThrownBy(() -> echo.echo(new Msg("metadata")))
                    .hasMessageContaining("metadata with k: 1 entries, 9001 characters");
            assertThatThrownBy(() -> echo.echo(new Msg("status")))
                    .hasMessageContaining("header text: 70000 bytes");
            assertThat(server.calls()).isZero();
        }
    }

    @Test
    void reply_overTheFrameLimit_failsItsCallAndNoOther() throws Exception {
        start(RpcServer.builder().maxFrameBytes(1000).service(new TooMuch()));
        try (RpcClient client = client()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);
            echo.echo(new Msg("hi"));
            CompletableFuture<Msg> other =
                    client.proxy(Futures.class, EchoService.Iface.class).slow(new Msg("200"));

            assertThatThrownBy(() -> echo.echo(new Msg("reply")))
                    .hasMessageContaining("over 1000 bytes");
            assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo(new Msg("200"));
        }
    }

    @Test
    void request_overTheFrameLimit_isNeverSent() throws Exception {
        start(RpcServer.builder().service(new EchoHandler()));
        try (RpcClient client =
                RpcClient.builder("127.0.0.1:" + server.port()).maxFrameBytes(1000).build()) {
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);

            assertThatThrownBy(() -> echo.echo(new Msg("x".repeat(30_000))))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED));
            assertThat(echo.echo(new Msg("x".repeat(900))).getMsg()).hasSize(900);
        }
    }

    @Test
    void brokenFrame_behindACallInProgress_isAnsweredAfterIt() throws IOException {
        start(RpcServer.builder().service(new EchoHandler()));
        try (RawPeer peer = RawPeer.connect(server.port())) {
            peer.send(withHeader(0, 1, "", framed(call("slow", 1, "200"))));
            peer.send("7fffffff 1000 0000 00000009 0002 0000 00000000");

            assertThat(peer.readFrameHex()).endsWith(framed(reply("slow", 1, "200")));
            assertThat(peer.readFrameHex()).contains(ascii("frame length"));
            assertThat(peer.isAtEnd()).isTrue();
        }
    }

    @Test
    void connection_thatTheServerPaused_isNotTakenForASlowPeer() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        start(RpcServer.builder().stallTimeout(Duration.ofMillis(500)).service(waitingFor(end)));
        try (RawPeer peer = RawPeer.connect(server.port())) {
            String frame = framed(call("slow", 1, "0".repeat(777)));
            CompletableFuture.runAsync(() -> sendAll(peer, frame.repeat(3000)));
            TimeUnit.MILLISECONDS.sleep(2_500);

            assertThat(server.connections()).isEqualTo(1);
        } finally {
            end.countDown();
        }
        while (server.calls() > 0) {
            Thread.onSpinWait();
        }
    }

    private static EchoHandler waitingFor(CountDownLatch end) {
        return new EchoHandler() {
            @Override
            public Msg slow(Msg req) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return req;
            }
        };
    }

    @Test
    void largeFrame_thatStopsComing_isGivenUp() throws Exception {
        start(RpcServer.builder().stallTimeout(Duration.ofMillis(500)).service(new EchoHandler()));
        try (RawPeer peer = RawPeer.connect(server.port())) {
            peer.send("00f0000080010001");
            peer.send(new byte[15_000_000]);

            assertThat(peer.isAtEnd()).isTrue();
        }
    }

    @Test
    void reader_slowButAlive_getsItsLargeReply() throws Exception {
        start(
                RpcServer.builder()
                        .stallTimeout(Duration.ofMillis(1_500))
                        .service(new EchoHandler()));
        byte[] request = HexFormat.of().parseHex(framed(call("echo", 1, "z".repeat(12_000_000))));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(64 * 1024);
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request);
            int total = 0;
            byte[] part = new byte[64 * 1024];
            for (int n = 0; n >= 0 && total < request.length; total += n) {
                n = socket.getInputStream().read(part);
                TimeUnit.MILLISECONDS.sleep(15);
            }

            assertThat(total).isEqualTo(request.length);
        }
    }

    @Test
    void oldMessage_withoutVersion_isAnsweredInItsFormWhereAllowed() throws IOException {
        start(RpcServer.builder().acceptNonStrict(true).service(new EchoHandler()));
        try (RawPeer peer = RawPeer.connect(server.port())) {
            peer.send("00000004 6563686f 01 00000007 0c0001 0b0001 00000002 6869 00 00");

            assertThat(peer.read(27))
                    .isEqualTo("000000046563686f02000000070c00000b00010000000268690000");
        }
    }

    @Test
    void awaitStop_whileTheServerRuns_waitsForItsEnd() throws Exception {
        start(RpcServer.builder().gracePeriod(Duration.ofSeconds(1)).service(new EchoHandler()));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(this::awaitStop);
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(waiting).isNotDone();
        server.close();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void handler_ofAServiceThatExtendsAnother_servesTheOneThatExtends() {
        Object handler =
                Proxy.newProxyInstance(
                        AllTypes.class.getClassLoader(),
                        new Class<?>[] {Base.Iface.class, AllTypes.Iface.class},
                        (proxy, method, arguments) -> null);
        start(RpcServer.builder().service(handler));

        assertThat(server.services()).containsExactly("AllTypes");
    }

    private void start(RpcServerBuilder builder) {
        server = builder.address("127.0.0.1", 0).start();
    }

    private RpcClient client() {
        return RpcClient.builder("127.0.0.1:" + server.port()).build();
    }

    private void awaitStop() {
        try {
            server.awaitStop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sendAll(RawPeer peer, String frames) {
        try {
            peer.send(frames);
        } catch (IOException closed) {
            // the test is over
        }
    }
}
