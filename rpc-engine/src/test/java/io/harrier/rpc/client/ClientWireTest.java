package io.harrier.rpc.client;

import static io.harrier.rpc.testing.EchoFrames.ascii;
import static io.harrier.rpc.testing.EchoFrames.call;
import static io.harrier.rpc.testing.EchoFrames.framed;
import static io.harrier.rpc.testing.EchoFrames.hex;
import static io.harrier.rpc.testing.EchoFrames.message;
import static io.harrier.rpc.testing.EchoFrames.reply;
import static io.harrier.rpc.testing.EchoFrames.strings;
import static io.harrier.rpc.testing.EchoFrames.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.GenericMessage;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.thrift.ThriftBinder;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.RawPeer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the client meets servers of every make, played by a raw socket. */
class ClientWireTest {
    interface Futures {
        CompletableFuture<Msg> echo(Msg req);
    }

    private static final ServiceSchema ECHO =
            new ThriftBinder().bind(EchoService.Iface.class, EchoService.Iface.class).schema();
    private static final String GREETING = ascii("hr") + "000131";

    private static final String DRAIN =
            "0000002b 1000 0000 00000000 0004 00 00 01 0001 0005 6372727374 0001 31 00 80010002 00000004 6e6f6e65 00000000 00";

    private static final int HEADER_BYTES = 14;
    private static final int SLOW_BYTES = 64 * 1024;

    private ServerSocket port;
    private RpcClient client;
    private RawPeer server;

    @BeforeEach
    void listen() throws IOException {
        port = RawPeer.listen();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        if (server != null) {
            server.close();
        }
        port.close();
        Leaks.check();
    }

    @Test
    void firstRequest_greetsAndLaterOnesDoNot() throws Exception {
        open(builder());
        CompletableFuture<Msg> first = echo("a");
        String request = take();
        assertThat(request).contains(GREETING).matches(".{8}10000000.*");
        answer(request, "a");
        assertThat(first.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");

        CompletableFuture<Msg> second = echo("b");
        request = take();
        assertThat(request).doesNotContain(GREETING).matches(".{8}10000000.*");
        answer(request, "b");
        assertThat(second.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("b");
    }

    @Test
    void harrierServer_getsManyCallsOnOneConnection_answeredInAnyOrder() throws Exception {
        greet();
        CompletableFuture<Msg> a = echo("a");
        String first = take();
        CompletableFuture<Msg> b = echo("b");
        String second = take();
        assertThat(first).matches(".{8}10000001.*");

        answer(second, "b");
        answer(first, "a");
        assertThat(a.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");
        assertThat(b.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("b");
    }

    @Test
    void stockServer_getsOneCallAConnection() throws Exception {
        open(builder());
        CompletableFuture<Msg> a = echo("a");
        String first = take();
        CompletableFuture<Msg> b = echo("b");
        try (RawPeer another = RawPeer.accept(port)) {
            String second = HexFormat.of().formatHex(another.readFrame());
            another.send(
                    withHeader(
                            0, sequence(second), "", framed(reply("echo", sequence(second), "b"))));
            assertThat(b.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("b");
            answer(first, "a");
            assertThat(a.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");
        }
    }

    @Test
    void foreignId_onAPlainConnection_closesIt() throws Exception {
        open(builder());
        CompletableFuture<Msg> call = echo("a");
        take();
        server.send(withHeader(0, 12345, "", framed(reply("echo", 12345, "x"))));

        assertFails(call, ErrorKind.CONNECTION_LOST);
        assertThat(server.isAtEnd()).isTrue();
    }

    @Test
    void lateReply_onAMultiplexedConnection_isDroppedAndHurtsNobody() throws Exception {
        greet();
        CompletableFuture<Msg> given = echo("a");
        String first = take();
        assertThat(given.cancel(true)).isTrue();
        CompletableFuture<Msg> b = echo("b");
        String second = take();

        answer(first, "a");
        answer(second, "b");
        assertThat(b.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("b");
        assertThat(given).isCancelled();
    }

    @Test
    void deadline_onAPlainConnection_failsTheCallAndClosesIt() throws Exception {
        open(builder().timeout(Duration.ofMillis(50)));
        CompletableFuture<Msg> call = echo("a");
        take();

        assertFails(call, ErrorKind.DEADLINE_EXCEEDED);
        assertThat(server.isAtEnd()).isTrue();
    }

    @Test
    void hostSilentTwice_losesItsIdleConnectionsToo() throws Exception {
        open(builder().timeout(Duration.ofMillis(150)));
        CompletableFuture<Msg> a = echo("a");
        String first = take();
        CompletableFuture<Msg> b = echo("b");
        CompletableFuture<Msg> c = echo("c");
        try (RawPeer second = RawPeer.accept(port);
                RawPeer third = RawPeer.accept(port)) {
            second.readFrame();
            third.readFrame();
            answer(first, "a");
            assertThat(a.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");

            assertFails(b, ErrorKind.DEADLINE_EXCEEDED);
            assertFails(c, ErrorKind.DEADLINE_EXCEEDED);
            assertThat(server.isAtEnd()).isTrue();
        }
    }

    @Test
    void reply_unreadable_failsItsCallOnly() throws Exception {
        greet();
        CompletableFuture<Msg> call = echo("a");
        String request = take();
        String broken = message(2, "echo", sequence(request), "0c0000" + "0b0001" + hex(99) + "00");
        server.send(withHeader(0, sequence(request), "", framed(broken)));
        assertFails(call, ErrorKind.BAD_REPLY);

        CompletableFuture<Msg> next = echo("b");
        answer(take(), "b");
        assertThat(next.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("b");
    }

    @Test
    void connectionLost_afterTheWrite_isNotSafeToRetry() throws Exception {
        open(builder());
        CompletableFuture<Msg> call = echo("a");
        take();
        server.close();

        assertFails(call, ErrorKind.CONNECTION_LOST);
    }

    @Test
    void nobodyListens_isSafeToRetryAndSaysWhere() throws Exception {
        int free = port.getLocalPort();
        port.close();
        client = RpcClient.builder("127.0.0.1:" + free).build();

        assertThatThrownBy(() -> client.proxy(EchoService.Iface.class).echo(new Msg("a")))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(ErrorKind.NOT_SENT);
                            assertThat(e.isSafeToRetry()).isTrue();
                        })
                .hasMessageContaining("127.0.0.1:" + free);
    }

    @Test
    void drainFrame_sendsLaterCallsElsewhereAndLetsEarlierOnesEnd() throws Exception {
        greet();
        CompletableFuture<Msg> a = echo("a");
        String first = take();
        server.send(DRAIN);
        answer(first, "a");
        assertThat(a.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");
        assertThat(server.isAtEnd()).isTrue();

        CompletableFuture<Msg> b = echo("b");
        server = RawPeer.accept(port);
        answer(take(), "b");
        assertThat(b.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("b");
    }

    @Test
    void silence_afterADrainFrame_endsEarlierCallsAtTheirDeadline() throws Exception {
        open(builder().timeout(Duration.ofMillis(500)));
        greetOpen();
        CompletableFuture<Msg> a = echo("a");
        take();
        server.send(DRAIN);

        assertFails(a, ErrorKind.DEADLINE_EXCEEDED);
    }

    @Test
    void closingReply_endsItsConnectionAfterIt() throws Exception {
        open(builder());
        CompletableFuture<Msg> call = echo("a");
        int id = sequence(take());
        server.send(withHeader(0, id, strings("crrst", "1"), framed(reply("echo", id, "a"))));

        assertThat(call.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");
        assertThat(server.isAtEnd()).isTrue();
    }

    @Test
    void silence_isProbedAndThenEndsTheConnection() throws Exception {
        open(builder().connections(c -> c.withPing(Duration.ofMillis(50), Duration.ofMillis(50))));
        greetOpen();
        CompletableFuture<Msg> call = echo("a");
        take();

        assertThat(server.readFrameHex()).isEqualTo(withHeader(0, 0, strings("hr", "ping"), ""));
        assertFails(call, ErrorKind.CONNECTION_LOST);
    }

    @Test
    void silence_isNone_whileALargeReplyComes() throws Exception {
        open(builder().connections(c -> c.withPing(Duration.ofMillis(50), Duration.ofMillis(500))));
        greetOpen();
        CompletableFuture<Msg> call = echo("a");
        int id = sequence(take());
        String reply = withHeader(0, id, "", framed(reply("echo", id, "a")));

        server.readFrameHex();
        server.send(reply.substring(0, 20));
        server.readFrameHex();
        server.send(reply.substring(20));

        assertThat(call.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");
    }

    @Test
    void silence_isNone_whileALargeRequestGoes() throws Exception {
        port.setReceiveBufferSize(SLOW_BYTES);
        open(builder().connections(c -> c.withPing(Duration.ofMillis(50), Duration.ofSeconds(1))));
        greetOpen();
        CompletableFuture<Msg> call = echo("a".repeat(12_000_000));

        String begin = server.read(HEADER_BYTES);
        while (rest(begin) < SLOW_BYTES) {
            server.send(begin + server.read(rest(begin))); // a ping while it is being encoded
            begin = server.read(HEADER_BYTES);
        }
        server.readSlowly(rest(begin), SLOW_BYTES);
        answer(begin, "a");

        assertThat(call.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");
    }

    private static int rest(String begin) {
        return HexFormat.fromHexDigits(begin, 0, 8) + Integer.BYTES - HEADER_BYTES;
    }

    @Test
    void refusal_ofAHarrierServer_tellsItsKind() throws Exception {
        greet();
        CompletableFuture<Msg> call = echo("a");
        int id = sequence(take());
        String refusal =
                message(
                        3,
                        "echo",
                        id,
                        "0b0001" + hex(4) + ascii("full") + "080002" + hex(6) + "00");
        server.send(
                withHeader(
                        0,
                        id,
                        strings("hr-err", "overloaded", "hr-executed", "0"),
                        framed(refusal)));

        assertFails(call, ErrorKind.OVERLOADED);
    }

    @Test
    void blockingCall_onAnEventLoop_failsAtOnce() throws Exception {
        greet();
        EchoService.Iface blocking = client.proxy(EchoService.Iface.class);
        CompletionStage<Msg> nested =
                echo("a")
                        .thenApply(
                                msg -> {
                                    try {
                                        return blocking.echo(msg);
                                    } catch (org.apache.thrift.TException e) {
                                        throw new IllegalArgumentException(e);
                                    }
                                });
        answer(take(), "a");

        assertThatThrownBy(() -> nested.toCompletableFuture().get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("on event loop");
    }

    @Test
    void interruptedCaller_stopsWaiting() throws Exception {
        open(builder());
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                client.proxy(EchoService.Iface.class).echo(new Msg("a"));
                            } catch (Exception e) {
                                seen.complete(e);
                            }
                        });
        caller.start();
        take();
        caller.interrupt();

        assertThat(seen.get(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.CANCELLED));
    }

    @Test
    void apachesForm_bringsNothingOfTTHeader() throws Exception {
        open(builder().form(FrameForm.FRAMED).multiplexedNames(true));
        CompletableFuture<Msg> call = echo("a");
        String request = take();

        assertThat(request).contains("80010001" + hex(16) + ascii("EchoService:echo"));
        int id = ByteBuffer.wrap(HexFormat.of().parseHex(request)).getInt(4 + 8 + 16);
        server.send(framed(reply("echo", id, "a")));
        assertThat(call.get(5, TimeUnit.SECONDS).getMsg()).isEqualTo("a");
    }

    @Test
    void stockServer_neverSeesWhatGenericCallsTellOfThemselves() throws Exception {
        open(builder());
        GenericClient echo = client.generic(SchemaSource.of(ECHO), "").jsonAsItIs();
        for (int i = 0; i < 2; i++) {
            CompletableFuture<String> call = echo.jsonAsync("echo", "{\"req\":{\"msg\":\"a\"}}");
            String request = take();

            assertThat(request)
                    .doesNotContain(ascii("codec"), ascii("generic"))
                    .endsWith(framed(call("echo", sequence(request), "a")));
            answer(request, "a");
            assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("{\"msg\":\"a\"}");
        }
    }

    @Test
    void harrierServer_getsTextsAsTheyAre_onceItIsKnown() throws Exception {
        greet();
        GenericClient echo = client.generic(SchemaSource.of(ECHO), "").jsonAsItIs();
        CompletableFuture<String> call = echo.jsonAsync("echo", "{ }");
        String request = take();

        assertThat(request)
                .contains(ascii("generic") + "0004" + ascii("json"))
                .contains(ascii("codec") + "0004" + ascii("json"))
                .endsWith(framed(message(1, "echo", sequence(request), ascii("{ }"))));
        server.send(
                withHeader(
                        1,
                        sequence(request),
                        strings("codec", "json"),
                        framed(
                                message(
                                        2,
                                        "echo",
                                        sequence(request),
                                        ascii("{\"success\": {\"msg\" : 1}}")))));
        assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("{\"msg\" : 1}");
    }

    @Test
    void relayOfACodec_toAStockServer_isNeverSent() throws Exception {
        open(builder());
        CompletableFuture<ByteBuf> call = client.relay().forward(inJson());
        String question = take();

        assertThat(question)
                .contains(ascii("HarrierReflection"))
                .doesNotContain(ascii("codec"))
                .endsWith(framed(message(1, "services", sequence(question), "00")));
        server.send(
                withHeader(
                        0,
                        sequence(question),
                        "",
                        framed(message(3, "services", sequence(question), "00"))));
        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                .hasMessageContaining("(expected: a Harrier server there")
                .hasMessageContaining("never sent");
    }

    @Test
    void relayOfACodec_whosePeerGoesAwayBeforeItIsKnown_isSafeToRetry() throws Exception {
        open(builder());
        CompletableFuture<ByteBuf> call = client.relay().forward(inJson());
        take();
        server.close();

        assertFails(call, ErrorKind.NOT_SENT);
    }

    private static GenericMessage inJson() {
        return new GenericMessage(
                "EchoService",
                "echo",
                false,
                BinaryProtocol.STRICT,
                "json",
                "json",
                Unpooled.EMPTY_BUFFER,
                Metadata.NONE);
    }

    private RpcClientBuilder builder() {
        return RpcClient.builder("127.0.0.1:" + port.getLocalPort())
                .caller("cli.demo")
                .name("svr.echo");
    }

    private void open(RpcClientBuilder builder) {
        client = builder.build();
    }

    private void greet() throws Exception {
        open(builder());
        greetOpen();
    }

    private void greetOpen() throws Exception {
        CompletableFuture<Msg> first = echo("hello");
        int id = sequence(take());
        server.send(withHeader(0, id, strings("hr", "1"), framed(reply("echo", id, "hello"))));
        first.get(5, TimeUnit.SECONDS);
    }

    private CompletableFuture<Msg> echo(String msg) {
        return client.proxy(Futures.class, EchoService.Iface.class).echo(new Msg(msg));
    }

    private String take() throws IOException {
        if (server == null) {
            server = RawPeer.accept(port);
        }
        return server.readFrameHex();
    }

    private void answer(String request, String msg) throws IOException {
        server.send(
                withHeader(
                        0, sequence(request), "", framed(reply("echo", sequence(request), msg))));
    }

    private static int sequence(String request) {
        return HexFormat.fromHexDigits(request, 16, 24);
    }

    private static void assertFails(CompletableFuture<?> call, ErrorKind kind) {
        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
