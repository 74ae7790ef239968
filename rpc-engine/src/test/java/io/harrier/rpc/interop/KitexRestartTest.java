package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.PeerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server is stopped gracefully and started again on its port while the other side calls on. */
final class KitexRestartTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 300;
    private static final int RESTARTS = 3;
    private static final Pattern COUNTS = Pattern.compile("longrun ok=(\\d+) .*");
    private static final int THREADS = 16;

    @BeforeEach
    void requireKitex() {
        Peers.require(KitexPeer.missing());
    }

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    /** Calls may fail with their connection before they reach a handler; those that ran may not. */
    @ParameterizedTest
    @ValueSource(strings = {"framed", "ttheader", "ttheader-framed", "mux"})
    void ourServerRestarts_kitexClientLosesNoCallThatRan(String transport) throws Exception {
        AtomicInteger ran = new AtomicInteger();
        RpcServer server = ourServer(0, ran);
        int port = server.port();
        CompletableFuture<PeerReport> client =
                CompletableFuture.supplyAsync(() -> longrun(port, transport));
        try {
            for (int restart = 0; restart < RESTARTS; restart++) {
                awaitMore(ran);
                server.close();
                server = ourServer(port, ran);
            }
            awaitMore(ran);
            PeerReport report = client.get(30, TimeUnit.SECONDS);
            assertThat(report.failures()).isEmpty();
            assertThat(ran.get()).isEqualTo(succeeded(report));
        } finally {
            server.close();
        }
    }

    private static void awaitMore(AtomicInteger ran) throws InterruptedException {
        int before = ran.get();
        assertThat(EchoLoad.await(() -> ran.get() >= before + MANY, SOON)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"FRAMED,", "TTHEADER,", "TTHEADER_FRAMED,", "TTHEADER_FRAMED,-mux"})
    void kitexServerRestarts_ourClientFailsSafelyAndRecovers(FrameForm form, String flag)
            throws Exception {
        String[] flags = flag == null ? new String[0] : new String[] {flag};
        PeerProcess first = KitexPeer.startServer(flags);
        String address = LOOPBACK + ':' + first.port();
        try (RpcClient client = RpcClient.builder(address).form(form).build();
                EchoLoad load = EchoLoad.start(echo(client), Integer.MAX_VALUE, THREADS)) {
            assertThat(load.awaitMoreAnswers(MANY, SOON)).isTrue();
            assertThat(first.terminate()).isZero();
            try (PeerProcess second = KitexPeer.startServer(with(flags, "-addr", address))) {
                assertThat(load.awaitMoreAnswers(MANY, SOON)).isTrue();
                int failures = load.failures().size();
                assertThat(load.awaitMoreAnswers(MANY, SOON)).isTrue();
                load.close();
                assertThat(load.failures())
                        .hasSize(failures)
                        .allSatisfy(KitexRestartTest::assertUnreachable);
            }
        } finally {
            first.close();
        }
    }

    /** Its last reply (plain), or its control frame (mux), says that it will close. */
    @ParameterizedTest
    @ValueSource(strings = {"-mux=false", "-mux"})
    void kitexServerStops_callInFlightIsAnsweredAndNoOtherIsSent(String flag) throws Exception {
        try (PeerProcess kitex = KitexPeer.startServer(flag);
                RpcClient client = RpcClient.builder(LOOPBACK + ':' + kitex.port()).build()) {
            EchoService.Iface echo = echo(client);
            echo.nothing();
            CompletableFuture<Msg> slow =
                    CompletableFuture.supplyAsync(() -> slow(echo, new Msg("800")));
            TimeUnit.MILLISECONDS.sleep(200); // nothing tells when the handler has begun

            assertThat(kitex.terminate()).isZero();

            assertThat(slow.get(5, TimeUnit.SECONDS)).isEqualTo(new Msg("800"));
            TimeUnit.MILLISECONDS.sleep(200); // for our event loop to see the connection's end
            assertThatThrownBy(() -> echo.echo(new Msg("late")))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_SENT));
        }
    }

    private static RpcServer ourServer(int port, AtomicInteger ran) {
        return RpcServer.builder()
                .address(LOOPBACK, port)
                .service(new EchoHandler())
                .middleware(
                        (next, place) ->
                                call -> {
                                    ran.incrementAndGet();
                                    return next.invoke(call);
                                })
                .start();
    }

    private static PeerReport longrun(int port, String transport) {
        try {
            return KitexPeer.runClient(
                    port, transport, "-case", "longrun", "-seconds", "6", "-tolerate", "conn");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int succeeded(PeerReport report) {
        return report.lines().stream()
                .map(COUNTS::matcher)
                .filter(Matcher::matches)
                .mapToInt(counts -> Integer.parseInt(counts.group(1)))
                .sum();
    }

    private static EchoService.Iface echo(RpcClient client) {
        return client.proxy(EchoService.Iface.class);
    }

    private static Msg slow(EchoService.Iface echo, Msg millis) {
        try {
            return echo.slow(millis);
        } catch (TException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] with(String[] flags, String... more) {
        return Stream.concat(Stream.of(flags), Stream.of(more)).toArray(String[]::new);
    }

    private static void assertUnreachable(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e ->
                                assertThat(e.kind())
                                        .isIn(ErrorKind.NOT_SENT, ErrorKind.CONNECTION_LOST));
    }
}
