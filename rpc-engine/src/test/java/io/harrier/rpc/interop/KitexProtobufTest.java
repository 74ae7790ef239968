package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.interop.PlainPbEcho.AllTypes;
import io.harrier.rpc.interop.PlainPbEcho.Color;
import io.harrier.rpc.interop.PlainPbEcho.Msg;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.PeerProcess;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protobuf with stock Kitex, both ways, and between ourselves: services of plain Java interfaces.
 */
final class KitexProtobufTest {
    private static final AllTypes FULL =
            new AllTypes(
                    true,
                    -7,
                    1L << 60,
                    -0.5,
                    "text",
                    ByteBuffer.wrap(new byte[] {0, -1}),
                    Color.DARK_BLUE,
                    new Msg("inner"),
                    List.of(1, 300, -1, 0),
                    List.of("a", "", "中文"),
                    List.of(new Msg("one"), new Msg(""), new Msg("x".repeat(200))),
                    Map.of("", 0L, "k", -1L, "z", 5L),
                    Map.of(0, new Msg(""), -1, new Msg("minus")),
                    Optional.of(0),
                    List.of(Color.RED, Color.NONE),
                    List.of(0.0, 1.5),
                    null);

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "ttheader-framed"})
    void kitexClient_toOurServer_passes(String transport) throws Exception {
        Peers.require(KitexPeer.missing());
        try (RpcServer server = serving()) {
            PeerReport report = KitexPeer.runProtobufClient(server.port(), transport);

            assertThat(report.failures()).isEmpty();
            assertThat(report.lines()).contains("ok all", "ok boom", "ok unknown");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FRAMED", "TTHEADER_FRAMED"})
    void ourClient_toKitexServer_passes(FrameForm form) throws Exception {
        Peers.require(KitexPeer.missing());
        try (PeerProcess server = KitexPeer.startProtobufServer();
                RpcClient client = client(server.port()).form(form).build()) {
            check(client, form.hasHeader());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FRAMED", "TTHEADER_FRAMED"})
    void ourClient_toOurServer_passes(FrameForm form) {
        try (RpcServer server = serving();
                RpcClient client = client(server.port()).form(form).build()) {
            check(client, form.hasHeader());
        }
    }

    @Test
    void oneHandler_answersEachClientInItsOwnProtocol() {
        try (RpcServer server = serving()) {
            for (ProtocolKind kind : ProtocolKind.values()) {
                try (RpcClient client = client(server.port()).protocol(kind).build()) {
                    assertThat(client.proxy(PlainPbEcho.class).all(FULL)).isEqualTo(FULL);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FRAMED", "TTHEADER_FRAMED"})
    void protocsClasses_calledByThemselvesAndByPlainRecords_areTheSameOnTheWire(FrameForm form) {
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .service((ProtocEcho) request -> request, "PbEcho")
                                .start();
                RpcClient client = client(server.port()).form(form).build()) {
            var text = io.harrier.rpc.idl.pbecho.Msg.newBuilder().setText("hi").build();

            assertThat(client.proxy(ProtocEcho.class).echo(text)).isEqualTo(text);
            assertThat(client.proxy(PlainPbEcho.class).echo(new Msg("hi")))
                    .isEqualTo(new Msg("hi"));
        }
    }

    @Test
    void serviceThatProtobufHasNoFormFor_isRefusedWhenItsProxyIsMade() {
        try (RpcClient client = client(1).build()) {
            assertThatThrownBy(() -> client.proxy(Sum.class))
                    .hasMessageContaining("PbEcho.of takes")
                    .hasMessageContaining("a method of Protobuf takes one message");
        }
    }

    interface ProtocEcho {
        io.harrier.rpc.idl.pbecho.Msg echo(io.harrier.rpc.idl.pbecho.Msg request);
    }

    interface Sum {
        int of(int one, int other);
    }

    private static void check(RpcClient client, boolean hasHeader) {
        PlainPbEcho echo = client.proxy(PlainPbEcho.class);

        assertThat(echo.echo(new Msg("hi"))).isEqualTo(new Msg("hi"));
        assertThat(echo.echo(new Msg(""))).isEqualTo(new Msg(""));
        assertThat(echo.echo(new Msg("鹞".repeat(100_000))).text()).hasSize(100_000);
        assertThat(echo.all(FULL)).isEqualTo(FULL);
        assertThatThrownBy(() -> echo.boom(new Msg("hi")))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.HANDLER_FAILED))
                .hasMessageContaining("boom");
        if (hasHeader) {
            assertThatThrownBy(() -> echo.biz(new Msg("hi")))
                    .isInstanceOfSatisfying(
                            BizStatusException.class,
                            e -> assertThat(e.extra()).isEqualTo(Map.of("k", "v")));
            checkMetadata(echo);
        }
        try (CallScope scope = CallScope.open().timeout(Duration.ofMillis(200))) {
            assertThatThrownBy(() -> echo.slow(new Msg("1000")))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED));
        }
        assertThat(echo.echo(new Msg("still there"))).isEqualTo(new Msg("still there"));
    }

    private static void checkMetadata(PlainPbEcho echo) {
        try (CallScope scope =
                CallScope.open().transientValue("TK", "tv").persistentValue("PK", "pv")) {
            assertThat(echo.echo(new Msg("hi"))).isEqualTo(new Msg("hi|tv|pv"));
            assertThat(scope.backwardValue("bk")).isEqualTo("bv");
        }
    }

    private static RpcClientBuilder client(int port) {
        return RpcClient.builder("127.0.0.1:" + port)
                .service("PbEcho")
                .protocol(ProtocolKind.PROTOBUF);
    }

    private static RpcServer serving() {
        return RpcServer.builder().address("127.0.0.1", 0).service(new Handler(), "PbEcho").start();
    }

    /** What PbEcho.proto says of each method. */
    private static final class Handler implements PlainPbEcho {
        @Override
        public Msg echo(Msg request) {
            CallContext context = CallContext.current();
            String passing = context.metadata().transientValue("TK");
            if (passing == null) {
                return request;
            }
            context.sendBackward("bk", "bv");
            return new Msg(
                    request.text()
                            + '|'
                            + passing
                            + '|'
                            + context.metadata().persistentValue("PK"));
        }

        @Override
        public AllTypes all(AllTypes request) {
            return request;
        }

        @Override
        public Msg boom(Msg request) {
            throw new IllegalStateException("boom");
        }

        @Override
        public Msg biz(Msg request) {
            throw new BizStatusException(4001, "no such user", Map.of("k", "v"));
        }

        @Override
        public Msg slow(Msg request) {
            try {
                TimeUnit.MILLISECONDS.sleep(Long.parseLong(request.text()));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return request;
        }
    }
}
