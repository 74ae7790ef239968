package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.idl.echo.Refused;
import io.harrier.rpc.idl.unknown.AllTypes;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.PeerProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client and our server against stock Kitex. */
final class KitexInteropTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int CALLS = 10_000;
    private static final int CALLS_AT_ONCE = 64;
    private static final Duration DONE_WITHIN = Duration.ofSeconds(60);
    private static final String MEBIBYTE = "0123456789abcdef".repeat(1 << 16);

    private static PeerProcess kitex;

    @BeforeAll
    static void start() throws Exception {
        if (KitexPeer.missing().isEmpty()) {
            kitex = KitexPeer.startServer();
        }
    }

    @BeforeEach
    void requireKitex() {
        Peers.require(KitexPeer.missing());
    }

    @AfterAll
    static void stop() throws Exception {
        if (kitex != null) {
            kitex.close();
        }
    }

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "unframed", "ttheader", "ttheader-framed", "mux"})
    void kitexClient_allCases_pass(String transport) throws Exception {
        try (RpcServer server = ourServer()) {
            PeerReport report = KitexPeer.runClient(server.port(), transport, "-peer", "harrier");
            assertThat(report.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "ttheader-framed", "mux"})
    void kitexClient_manyCallsAtOnce_eachGetsItsOwnAnswer(String transport) throws Exception {
        try (RpcServer server = ourServer()) {
            PeerReport report =
                    KitexPeer.runClient(
                            server.port(),
                            transport,
                            "-case",
                            "concurrent",
                            "-count",
                            Integer.toString(CALLS),
                            "-concurrency",
                            "128");
            assertThat(report.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void echo_overEachForm_comesBackAsItWas(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).build()) {
            assertEchoes(echo(client));
        }
    }

    @ParameterizedTest
    @EnumSource
    void errors_overEachForm_arriveAsTheirKind(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).build()) {
            EchoService.Iface echo = echo(client);
            assertFails(ErrorKind.HANDLER_FAILED, () -> echo.boom(new Msg("hi")))
                    .hasMessageContaining("boom");
            assertThatThrownBy(() -> echo.refuse(new Msg("no entry")))
                    .isEqualTo(new Refused("no entry", 7));
            assertThat(echo.echo(new Msg("still here")).getMsg()).isEqualTo("still here");
        }
    }

    @ParameterizedTest
    @EnumSource
    void biz_overEachForm_arrivesWithItsHeaderOnly(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).build()) {
            EchoService.Iface echo = echo(client);
            if (form.hasHeader()) {
                assertThatThrownBy(() -> echo.biz(new Msg("hi")))
                        .isInstanceOfSatisfying(
                                BizStatusException.class,
                                e -> {
                                    assertThat(e.status()).isEqualTo(4001);
                                    assertThat(e.text()).isEqualTo("no such user");
                                    assertThat(e.extra()).isEqualTo(Map.of("k", "v"));
                                });
            } else {
                // Kitex puts the status into the header alone: what is left is a reply of nothing.
                assertFails(ErrorKind.BAD_REPLY, () -> echo.biz(new Msg("hi")));
            }
            assertThat(echo.echo(new Msg("still here")).getMsg()).isEqualTo("still here");
        }
    }

    /** The server closes the connection behind its answer, and says so in the header. */
    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "TTHEADER.*")
    void unknownMethod_withHeader_isToldAndCostsNoOtherCall(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).service("EchoService").build()) {
            AllTypes.Iface stranger = client.proxy(AllTypes.Iface.class);
            for (int i = 0; i < 20; i++) {
                assertFails(ErrorKind.UNKNOWN_METHOD, () -> stranger.notThere("hi"));
                assertThat(echo(client).echo(new Msg("hi")).getMsg()).isEqualTo("hi");
            }
        }
    }

    /**
     * Nothing names the service: Kitex says that it, not the method, is unknown. It closes the
     * connection unannounced, which may cost the next call.
     */
    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = "TTHEADER.*")
    void unknownMethod_withoutHeader_isTold(FrameForm form) {
        try (RpcClient client = ourClient(form).build()) {
            AllTypes.Iface stranger = client.proxy(AllTypes.Iface.class);
            assertFails(ErrorKind.UNKNOWN_SERVICE, () -> stranger.notThere("hi"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneway_overEachForm_isCounted(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).build()) {
            EchoService.Iface echo = echo(client);
            int before = echo.visits();
            echo.visit(new Msg("knock"));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (echo.visits() == before && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(echo.visits()).isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "TTHEADER.*")
    void metadata_withHeader_travelsBothWays(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).caller("cli.harrier").name("svr.echo").build();
                CallScope scope =
                        CallScope.open().transientValue("TK", "tv").persistentValue("PK", "pv")) {
            assertThat(echo(client).echo(new Msg("hi")).getMsg()).isEqualTo("hi|tv|pv");
            assertThat(scope.backwardValue("bk")).isEqualTo("bv");
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeout_overEachForm_endsTheCallInTime(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).timeout("slow", Duration.ofMillis(200)).build()) {
            EchoService.Iface echo = echo(client);
            echo.nothing();
            long begun = System.nanoTime();
            assertThatThrownBy(() -> echo.slow(new Msg("2000")))
                    .isInstanceOfSatisfying(RpcException.class, e -> assertTimedOut(e, form));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(190), Duration.ofSeconds(1));
            assertThat(echo.echo(new Msg("next")).getMsg()).isEqualTo("next");
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadline_overEachForm_travelsWithAHeaderOnly(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).build();
                CallScope scope = CallScope.open().timeout(Duration.ofMillis(700))) {
            long left = echo(client).remaining();
            if (form.hasHeader()) {
                assertThat(left).isBetween(1L, 700L);
            } else {
                assertThat(left).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "TTHEADER.*")
    void checksum_whichTheServerChecks_isRight(FrameForm form) throws Exception {
        try (PeerProcess checking = KitexPeer.startServer("-crc");
                RpcClient client = ourClient(checking, form).checksum(true).build()) {
            assertEchoes(echo(client));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FRAMED", "TTHEADER_FRAMED"})
    void manyThreads_eachGetsItsOwnAnswer(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).build()) {
            assertManyEchoes(echo(client));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FRAMED", "TTHEADER_FRAMED"})
    void manyStages_eachGetsItsOwnAnswer(FrameForm form) throws Exception {
        try (RpcClient client = ourClient(form).build()) {
            StagedEcho echo = client.proxy(StagedEcho.class, EchoService.Iface.class);
            Semaphore inFlight = new Semaphore(CALLS_AT_ONCE);
            Queue<Object> wrong = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < CALLS; i++) {
                String text = EchoLoad.text(i);
                assertThat(inFlight.tryAcquire(DONE_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
                echo.echo(new Msg(text))
                        .whenComplete(
                                (answer, error) -> {
                                    if (error != null || !answer.getMsg().equals(text)) {
                                        wrong.add(error == null ? answer : error);
                                    }
                                    inFlight.release();
                                });
            }
            assertThat(
                            inFlight.tryAcquire(
                                    CALLS_AT_ONCE, DONE_WITHIN.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(wrong).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "TTHEADER.*")
    void muxServer_answersOurPlainConnections(FrameForm form) throws Exception {
        try (PeerProcess mux = KitexPeer.startServer("-mux");
                RpcClient client = ourClient(mux, form).build()) {
            EchoService.Iface echo = echo(client);
            assertEchoes(echo);
            assertFails(ErrorKind.HANDLER_FAILED, () -> echo.boom(new Msg("hi")));
            assertManyEchoes(echo);
            try (CallScope scope = CallScope.open().transientValue("TK", "tv")) {
                assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi|tv|");
                assertThat(scope.backwardValue("bk")).isEqualTo("bv");
            }
        }
    }

    private static RpcServer ourServer() {
        return RpcServer.builder().address(LOOPBACK, 0).service(new EchoHandler()).start();
    }

    private static RpcClientBuilder ourClient(FrameForm form) {
        return ourClient(kitex, form);
    }

    private static RpcClientBuilder ourClient(PeerProcess server, FrameForm form) {
        return RpcClient.builder(LOOPBACK + ':' + server.port()).form(form);
    }

    private static EchoService.Iface echo(RpcClient client) {
        return client.proxy(EchoService.Iface.class);
    }

    private static void assertEchoes(EchoService.Iface echo) throws Exception {
        for (String text : new String[] {"hi", "", "你好,世界 – 鹞 😀 \u0000 end", MEBIBYTE}) {
            assertThat(echo.echo(new Msg(text)).getMsg()).isEqualTo(text);
        }
        echo.nothing();
    }

    private static void assertManyEchoes(EchoService.Iface echo) throws Exception {
        try (EchoLoad load = EchoLoad.start(echo, CALLS, CALLS_AT_ONCE)) {
            assertThat(load.awaitEnd(DONE_WITHIN)).isTrue();
            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isEqualTo(CALLS);
        }
    }

    private static AbstractThrowableAssert<?, ?> assertFails(
            ErrorKind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    /** A server that was told the deadline gives up at the same moment, and its answer may win. */
    private static void assertTimedOut(RpcException thrown, FrameForm form) {
        if (form.hasHeader() && thrown.kind() == ErrorKind.HANDLER_FAILED) {
            assertThat(thrown).hasMessageContaining("context deadline exceeded");
        } else {
            assertThat(thrown.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);
        }
    }

    interface StagedEcho {
        CompletionStage<Msg> echo(Msg req);
    }
}
