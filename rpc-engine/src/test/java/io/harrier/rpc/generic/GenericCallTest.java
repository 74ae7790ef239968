package io.harrier.rpc.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.client.GenericRequest;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.idl.echo.Refused;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.generic.GenericException;
import io.harrier.rpc.serialize.generic.JsonOptions;
import io.harrier.rpc.serialize.thrift.ThriftBinder;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls without classes, and answers without them. */
class GenericCallTest {
    private static final ServiceSchema ECHO =
            new ThriftBinder().bind(EchoService.Iface.class, EchoService.Iface.class).schema();

    private RpcServer server;
    private RpcClient client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "COMPACT", "JSON"})
    void call_ofATypedHandler_givesItsValueAsAMap(ProtocolKind protocol) {
        GenericClient echo = generic(RpcServer.builder().service(new EchoHandler()), protocol);

        assertThat(echo.call("echo", Map.of("req", Map.of("msg", "hi"))))
                .isEqualTo(Map.of("msg", "hi"));
        assertThat(echo.call("nothing", Map.of())).isNull();
        assertThat(echo.call("visits", Map.of())).isEqualTo(0);
    }

    @Test
    void callAsync_ofATypedHandler_givesItsValueAsAMap() throws Exception {
        GenericClient echo = generic(RpcServer.builder().service(new EchoHandler()));

        CompletableFuture<Object> reply =
                echo.callAsync("echo", Map.of("req", Map.of("msg", "hi")));

        assertThat(reply.get(5, TimeUnit.SECONDS)).isEqualTo(Map.of("msg", "hi"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "COMPACT", "JSON"})
    void json_ofATypedHandler_givesItsValueAsJson(ProtocolKind protocol) throws Exception {
        GenericClient echo = generic(RpcServer.builder().service(new EchoHandler()), protocol);

        assertThat(echo.json("echo", "{\"req\": {\"msg\": \"hi\"}}")).isEqualTo("{\"msg\":\"hi\"}");
        assertThat(echo.json("nothing", "{}")).isEqualTo("null");
        assertThat(echo.jsonAsync("visits", "{}").get(5, TimeUnit.SECONDS)).isEqualTo("0");
        assertThatThrownBy(() -> echo.json("refuse", "{\"req\": {\"msg\": \"no\"}}"))
                .isInstanceOfSatisfying(
                        GenericException.class,
                        e -> assertThat(e.value()).isEqualTo("{\"reason\":\"no\",\"code\":7}"));
        assertThatThrownBy(() -> echo.json("echo", "{\"req\": {\"msg\": 7}}"))
                .hasMessageContaining("echo.req.msg: expected string, got 7")
                .hasMessageContaining("never sent");
    }

    @Test
    void call_ofAServerThatTellsItsSchemas_needsNone() {
        start(RpcServer.builder().service(new EchoHandler()), ProtocolKind.BINARY);
        GenericClient echo = client.generic("EchoService");

        assertThat(echo.json("echo", "{\"req\": {\"msg\": \"hi\"}}")).isEqualTo("{\"msg\":\"hi\"}");
        assertThat(client.schemas().services()).containsExactly("EchoService");
        assertThatThrownBy(() -> client.generic("Nobody").call("echo", Map.of()))
                .hasMessageContaining("service Nobody (expected: one of [EchoService])");
    }

    @Test
    void jsonHandler_isCalledByTypedClients_withTexts() throws Exception {
        start(
                RpcServer.builder()
                        .generic(
                                ECHO,
                                JsonOptions.DEFAULT,
                                (method, json) ->
                                        method.equals("echo")
                                                ? "{\"msg\": \"" + json.length() + "\"}"
                                                : null),
                ProtocolKind.BINARY);
        EchoService.Iface echo = client.proxy(EchoService.Iface.class);

        assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("20");
    }

    @Test
    void call_whoseMethodThrows_endsAsATypedCallDoes() {
        GenericClient echo = generic(RpcServer.builder().service(new EchoHandler()));
        Map<String, ?> request = Map.of("req", Map.of("msg", "no"));

        assertThatThrownBy(() -> echo.call("refuse", request))
                .isInstanceOfSatisfying(
                        GenericException.class,
                        e -> {
                            assertThat(e.name()).isEqualTo("Refused");
                            assertThat(e.value()).isEqualTo(Map.of("reason", "no", "code", 7));
                        });
        assertThatThrownBy(() -> echo.call("biz", request))
                .isInstanceOfSatisfying(
                        BizStatusException.class, e -> assertThat(e.status()).isEqualTo(4001));
        assertThatThrownBy(() -> echo.call("boom", request))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.HANDLER_FAILED));
    }

    @Test
    void call_withAttachments_takesThemAlongAndBringsOthersBack() {
        GenericClient echo = generic(RpcServer.builder().service(new EchoHandler()));

        var response =
                echo.call(
                        new GenericRequest(
                                "EchoService",
                                "echo",
                                Map.of("req", Map.of("msg", "hi")),
                                Map.of("TK", "tv")));

        assertThat(response.value()).isEqualTo(Map.of("msg", "hi|tv|null"));
        assertThat(response.attachments()).containsEntry("bk", "bv");
    }

    @Test
    void call_withAWrongArgument_tellsItsPathAndIsNeverSent() {
        GenericClient echo = generic(RpcServer.builder().service(new EchoHandler()));

        assertThatThrownBy(() -> echo.call("echo", Map.of("req", Map.of("msg", 7))))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_REQUEST))
                .hasMessageContaining("echo.req.msg: expected string, got 7 (Integer)")
                .hasMessageContaining("never sent");
        assertThatThrownBy(() -> echo.call("echo", Map.of("rec", Map.of())))
                .hasMessageContaining("echo.rec: expected one of [req]");
        assertThatThrownBy(() -> echo.call("ecko", Map.of()))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNKNOWN_METHOD))
                .hasMessageContaining("method ecko of EchoService (expected: one of [");
    }

    @Test
    void bytes_areTheMessagesOwn_andDeclaredExceptionsArePartOfThem() {
        GenericClient echo = generic(RpcServer.builder().service(new EchoHandler()));
        ByteBuf arguments = hex("0c0001 0b0001 00000002 6869 00 00");

        ByteBuf reply = echo.bytes("echo", arguments);
        ByteBuf refusal = echo.bytes("refuse", arguments);

        assertThat(ByteBufUtil.hexDump(reply)).isEqualTo("0c00000b00010000000268690000");
        assertThat(ByteBufUtil.hexDump(refusal))
                .isEqualTo("0c00010b0001000000026869080002000000070000");
        reply.release();
        refusal.release();
        assertThat(arguments.refCnt()).isEqualTo(1);
        arguments.release();
    }

    @Test
    void genericHandler_isCalledByTypedClients_withMaps() throws Exception {
        start(RpcServer.builder().generic(ECHO, this::answer), ProtocolKind.BINARY);
        EchoService.Iface echo = client.proxy(EchoService.Iface.class);

        assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("Hi, hi");
        assertThat(echo.visits()).isEqualTo(3);
        assertThatThrownBy(() -> echo.refuse(new Msg("x"))).isEqualTo(new Refused("why", 9));
        assertThatThrownBy(() -> echo.boom(new Msg("x"))).hasMessage("biz error: not here");
    }

    private Object answer(String method, Map<String, Object> arguments) {
        return switch (method) {
            case "echo" ->
                    CompletableFuture.supplyAsync(
                            () ->
                                    Map.of(
                                            "msg",
                                            "Hi, "
                                                    + ((Map<?, ?>) arguments.get("req"))
                                                            .get("msg")));
            case "visits" -> 3;
            case "refuse" ->
                    throw new GenericException("Refused", Map.of("reason", "why", "code", 9));
            default -> throw new IllegalStateException("not here");
        };
    }

    @Test
    void genericHandler_whoseValueDoesNotFit_saysWhere() {
        start(
                RpcServer.builder().generic(ECHO, (method, arguments) -> "text"),
                ProtocolKind.BINARY);
        EchoService.Iface echo = client.proxy(EchoService.Iface.class);

        assertThatThrownBy(() -> echo.echo(new Msg("hi")))
                .hasMessageContaining("expected a map of Msg, got \"text\"");
    }

    @ParameterizedTest
    @EnumSource
    void relay_passesCallsOn_inEveryForm(FrameForm form) throws Exception {
        try (RpcServer behind =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .service(new EchoHandler())
                                .start();
                RpcClient next = RpcClient.builder("127.0.0.1:" + behind.port()).build()) {
            server =
                    RpcServer.builder()
                            .address("127.0.0.1", 0)
                            .unknown(next.relay()::forward)
                            .start();
            client = RpcClient.builder("127.0.0.1:" + server.port()).form(form).build();
            EchoService.Iface echo = client.proxy(EchoService.Iface.class);

            assertThat(echo.echo(new Msg("hi")).getMsg()).isEqualTo("hi");
            assertThatThrownBy(() -> echo.refuse(new Msg("no"))).isEqualTo(new Refused("no", 7));
            assertThatThrownBy(() -> echo.boom(new Msg("x"))).hasMessageContaining("boom");
            assertThat(echo.remaining()).isPositive();
            echo.visit(new Msg("x"));
            echo.nothing();
        }
    }

    @Test
    void unknownHandler_seesServiceMethodAndMetadata() throws Exception {
        start(
                RpcServer.builder()
                        .unknown(
                                request -> {
                                    assertThat(request.service()).isEqualTo("EchoService");
                                    assertThat(request.method()).isEqualTo("visits");
                                    assertThat(CallContext.current().hasDeadline()).isTrue();
                                    return CompletableFuture.completedFuture(
                                            hex("080000 00000005 00"));
                                }),
                ProtocolKind.BINARY);

        assertThat(client.proxy(EchoService.Iface.class).visits()).isEqualTo(5);
    }

    @Test
    void unknownHandler_thatFails_answersWithItsError() {
        start(
                RpcServer.builder()
                        .unknown(
                                request ->
                                        CompletableFuture.failedFuture(
                                                new IllegalStateException("nobody home"))),
                ProtocolKind.BINARY);

        assertThatThrownBy(() -> client.proxy(EchoService.Iface.class).visits())
                .hasMessage("biz error: nobody home");
    }

    @Test
    void asyncCall_cancelled_givesBackItsBuffers() throws Exception {
        GenericClient echo = generic(RpcServer.builder().service(new EchoHandler()));
        ByteBuf arguments = hex("0c0001 0b0001 00000003 313030 00 00");
        CompletableFuture<ByteBuf> reply = echo.bytesAsync("slow", arguments);

        reply.cancel(false);

        assertThatThrownBy(reply::get)
                .isInstanceOfAny(
                        ExecutionException.class, java.util.concurrent.CancellationException.class);
        TimeUnit.MILLISECONDS.sleep(200); // the late reply comes and goes
        arguments.release();
    }

    private GenericClient generic(RpcServerBuilder handlers) {
        return generic(handlers, ProtocolKind.BINARY);
    }

    private GenericClient generic(RpcServerBuilder handlers, ProtocolKind protocol) {
        start(handlers, protocol);
        return client.generic(SchemaSource.of(ECHO), "");
    }

    private void start(RpcServerBuilder handlers, ProtocolKind protocol) {
        server = handlers.address("127.0.0.1", 0).start();
        client = RpcClient.builder("127.0.0.1:" + server.port()).protocol(protocol).build();
    }

    private static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(digits.replace(" ", "")));
    }
}
