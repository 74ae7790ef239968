package io.harrier.rpc.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.call.Reply;
import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.GenericMessage;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import io.harrier.rpc.serialize.generic.GenericException;
import io.harrier.rpc.serialize.generic.JsonOptions;
import io.harrier.rpc.serialize.thrift.ThriftBinder;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads in a codec that the message tells, between Harrier peers on sockets. */
class CodecTest {
    private static final ServiceSchema USERS =
            ThriftIdlParser.parse(
                            "users.thrift",
                            """
                            struct Address { 1: string street, 2: i32 zip }
                            struct Query { 1: i64 id, 2: list<Address> address }
                            exception Gone { 1: i64 id }
                            service Users {
                              Query getUser(1: Query request) throws (1: Gone gone)
                              void forget(1: i64 id)
                              oneway void tell(1: Query request)
                            }
                            """)
                    .service("Users");
    private static final ServiceSchema ECHO =
            new ThriftBinder().bind(EchoService.Iface.class, EchoService.Iface.class).schema();
    private static final String HI = "{\"req\":{\"msg\":\"hi\"}}";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Queue<GenericMessage> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "COMPACT", "JSON"})
    void json_asItIs_isReadByATypedHandlersServer(ProtocolKind protocol) throws Exception {
        GenericClient echo = echo(server(handler()), protocol);

        for (int i = 0; i < 2; i++) { // a payload of Thrift the first time, a text the second
            assertThat(echo.json("echo", HI)).isEqualTo("{\"msg\":\"hi\"}");
            assertThat(echo.json("nothing", "{}")).isEqualTo("null");
            assertThat(echo.jsonAsync("visits", "{}").get(5, TimeUnit.SECONDS)).isEqualTo("0");
            assertThatThrownBy(() -> echo.json("refuse", HI))
                    .isInstanceOfSatisfying(
                            GenericException.class,
                            e -> {
                                assertThat(e.name()).isEqualTo("Refused");
                                assertThat(e.value()).isEqualTo("{\"reason\":\"hi\",\"code\":7}");
                            });
            assertThatThrownBy(() -> echo.json("biz", HI)).isInstanceOf(BizStatusException.class);
            assertThatThrownBy(() -> echo.json("boom", HI)).hasMessageContaining("boom");
        }
    }

    @Test
    void json_asItIs_meetsMapsAndTextsOfGenericHandlers() {
        int maps =
                server(
                        RpcServer.builder()
                                .generic(USERS, (method, arguments) -> arguments.get("request")));
        int texts =
                server(
                        RpcServer.builder()
                                .generic(
                                        USERS,
                                        JsonOptions.DEFAULT,
                                        (method, text) ->
                                                method.equals("getUser")
                                                        ? text.substring(11, text.length() - 1)
                                                        : null));
        String user = "{\"id\":7,\"address\":[{\"street\":\"鹞\",\"zip\":1}]}";

        for (int port : List.of(maps, texts)) {
            GenericClient users = users(port);
            users.json("forget", "{\"id\":1}");
            assertThat(users.json("getUser", "{\"request\":" + user + "}")).isEqualTo(user);
        }
    }

    @Test
    void json_asItIs_thatIsWrong_isRefusedByTheServerWithThePath() {
        GenericClient users = users(server(RpcServer.builder().generic(USERS, (m, a) -> null)));
        users.json("forget", "{\"id\":1}");

        assertThatThrownBy(
                        () ->
                                users.json(
                                        "getUser",
                                        "{\"request\":{\"address\":[{},{},{\"zip\":\"x1\"}]}}"))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_REQUEST))
                .hasMessageContaining("getUser.request.address[2].zip: expected i32, got \"x1\"");
        assertThatThrownBy(() -> users.json("getUser", "{\"request\":"))
                .hasMessageContaining("getUser.request: expected");
        assertThatThrownBy(() -> users.json("getUser", "[]"))
                .hasMessageContaining("getUser: expected");
    }

    @Test
    void json_asItIs_whoseReplyNobodyCanWrite_failsWithThePath() {
        GenericClient users =
                users(server(RpcServer.builder().generic(USERS, (m, a) -> Map.of("id", "seven"))));
        users.json("forget", "{\"id\":1}");

        assertThatThrownBy(() -> users.json("getUser", "{}"))
                .hasMessageContaining("success.id: expected i64, got \"seven\"");
    }

    @Test
    void keys_goToHarrierPeersOnly_onceTheyAreKnown() {
        GenericClient users = users(server(RpcServer.builder().unknown(this::answer)));

        for (int i = 0; i < 2; i++) {
            users.call("forget", Map.of("id", 1L));
            users.json("forget", "{\"id\":1}");
        }
        assertThat(seen)
                .extracting(GenericMessage::generic)
                .containsExactly("", "json", "map", "json");
        assertThat(seen)
                .extracting(GenericMessage::codec)
                .containsExactly("thrift", "json", "thrift", "json");
    }

    @Test
    void relay_forwardsKeysAndPayloads_asTheyCame() throws Exception {
        int behind = server(RpcServer.builder().unknown(this::answer));
        int relay = server(RpcServer.builder().unknown(client(behind).relay()::forward));
        GenericClient users = users(relay);

        users.call("forget", Map.of("id", 1L));
        users.json("forget", "{\"id\": 1}");

        assertThat(seen).extracting(GenericMessage::generic).containsExactly("", "json");
        assertThat(seen).extracting(GenericMessage::codec).containsExactly("thrift", "json");
        assertThat(payloads.poll()).startsWith("\n");
        assertThat(payloads.poll()).isEqualTo("{\"id\": 1}");
    }

    @ParameterizedTest
    @EnumSource(names = {"TTHEADER", "TTHEADER_FRAMED"})
    void relay_toAServerThatIsNotKnownYet_asksItWhatItIs(FrameForm form) throws Exception {
        int behind = server(handler());
        int relay = server(RpcServer.builder().unknown(client(behind, form).relay()::forward));
        GenericClient echo = echo(relay, ProtocolKind.BINARY);
        assertThat(echo.json("echo", HI)).isEqualTo("{\"msg\":\"hi\"}");
        assertThat(echo.json("echo", HI)).isEqualTo("{\"msg\":\"hi\"}");

        for (int i = 0; i < 2; i++) {
            RpcClient fresh = client(behind, form);
            assertThat(forward(fresh, "json", HI)).isEqualTo("{\"success\":{\"msg\":\"hi\"}}");
        }
    }

    @Test
    void relay_whoseCallsAMiddlewareAnswers_holdsNoRequest() throws Exception {
        int behind = server(RpcServer.builder().unknown(this::answer));
        int relay =
                server(
                        RpcServer.builder()
                                .middleware(
                                        (next, place) ->
                                                call ->
                                                        Reply.ofFailure(
                                                                new IllegalStateException("shut")))
                                .unknown(client(behind).relay()::forward));

        assertThatThrownBy(() -> users(relay).call("forget", Map.of("id", 1L)))
                .hasMessageContaining("shut");
        assertThat(seen).isEmpty();
    }

    @Test
    void handlerOfBytes_thatAnswersAOnewayRequest_losesNoBytes() throws Exception {
        CompletableFuture<ByteBuf> given = new CompletableFuture<>();
        int port =
                server(
                        RpcServer.builder()
                                .unknown(
                                        request -> {
                                            ByteBuf reply = Unpooled.directBuffer().writeByte(0);
                                            given.complete(reply);
                                            return CompletableFuture.completedStage(reply);
                                        }));

        users(port).call("tell", Map.of("request", Map.of("id", 1L)));

        assertThat(given.get(5, TimeUnit.SECONDS).capacity()).isPositive(); // the rest: stop()
    }

    @Test
    void relay_ofOneway_toAServerThatIsNotKnownYet_arrives() throws Exception {
        CompletableFuture<Object> told = new CompletableFuture<>();
        int behind =
                server(
                        RpcServer.builder()
                                .generic(USERS, (m, a) -> told.complete(a) ? null : null));
        GenericMessage oneway =
                new GenericMessage(
                        "Users",
                        "tell",
                        true,
                        BinaryProtocol.STRICT,
                        "json",
                        "json",
                        utf8("{\"request\":{\"id\":5}}"),
                        CallContext.current().metadata());

        assertThat(client(behind).relay().forward(oneway).get(5, TimeUnit.SECONDS)).isNull();
        assertThat(told.get(5, TimeUnit.SECONDS)).isEqualTo(Map.of("request", Map.of("id", 5L)));
        oneway.payload().release();
    }

    @Test
    void codec_thatTheServerDoesNotKnow_isRefusedAndTheConnectionStays() throws Exception {
        RpcClient client = client(server(handler()));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> forward(client, "xml", "<req/>"))
                    .hasCauseInstanceOf(RpcException.class)
                    .hasMessageContaining(
                            "codec xml behind a head of thrift (expected: thrift or json)");
            assertThat(forward(client, "json", HI)).isEqualTo("{\"success\":{\"msg\":\"hi\"}}");
        }
    }

    @Test
    void codec_thatNobodyKnows_isRelayedAllTheSame() throws Exception {
        int behind = server(RpcServer.builder().unknown(this::echo));
        int relay = server(RpcServer.builder().unknown(client(behind).relay()::forward));

        assertThat(forward(client(relay), "xml", "<req/>")).isEqualTo("<req/>");
        assertThat(seen).extracting(GenericMessage::codec).containsExactly("xml");
    }

    @Test
    void backwardValues_ofCallsInJson_comeBackWithoutTheCodec() {
        GenericClient echo = echo(server(handler()), ProtocolKind.BINARY);
        echo.json("echo", HI);

        try (CallScope scope = CallScope.open()) {
            scope.transientValue("TK", "tv");
            assertThat(echo.json("echo", HI)).isEqualTo("{\"msg\":\"hi|tv|null\"}");
            assertThat(scope.backwardValues()).containsExactly(Map.entry("bk", "bv"));
        }
    }

    private final Queue<String> payloads = new ConcurrentLinkedQueue<>();

    /** An empty reply in the request's codec. */
    private CompletableFuture<ByteBuf> answer(GenericMessage request) {
        seen.add(request);
        payloads.add(request.payload().toString(StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(
                request.isOfProtocol() ? Unpooled.wrappedBuffer(new byte[1]) : utf8("{}"));
    }

    private CompletableFuture<ByteBuf> echo(GenericMessage request) {
        seen.add(request);
        return CompletableFuture.completedFuture(request.payload().retainedSlice());
    }

    private static String forward(RpcClient client, String codec, String payload)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        GenericMessage request = message("echo", codec, payload);
        try {
            return text(client.relay().forward(request).get(5, TimeUnit.SECONDS));
        } finally {
            request.payload().release();
        }
    }

    private static GenericMessage message(String method, String codec, String payload) {
        return new GenericMessage(
                "EchoService",
                method,
                false,
                BinaryProtocol.STRICT,
                "json",
                codec,
                utf8(payload),
                CallContext.current().metadata());
    }

    private static ByteBuf utf8(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuf bytes) {
        try {
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            bytes.release();
        }
    }

    private static RpcServerBuilder handler() {
        return RpcServer.builder().service(new EchoHandler());
    }

    private GenericClient echo(int port, ProtocolKind protocol) {
        RpcClient client = RpcClient.builder("127.0.0.1:" + port).protocol(protocol).build();
        open.add(client);
        return client.generic(SchemaSource.of(ECHO), "").jsonAsItIs();
    }

    private GenericClient users(int port) {
        return client(port).generic(SchemaSource.of(USERS), "").jsonAsItIs();
    }

    private RpcClient client(int port) {
        return client(port, FrameForm.TTHEADER_FRAMED);
    }

    private RpcClient client(int port, FrameForm form) {
        RpcClient client = RpcClient.builder("127.0.0.1:" + port).form(form).build();
        open.add(client);
        return client;
    }

    private int server(RpcServerBuilder handlers) {
        RpcServer server = handlers.address("127.0.0.1", 0).start();
        open.add(server);
        return server.port();
    }
}
