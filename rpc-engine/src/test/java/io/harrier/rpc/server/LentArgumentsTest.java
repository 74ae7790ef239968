package io.harrier.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Buffers that handlers get as arguments: whose they are, until when, and what becomes of who does
 * not keep to it. After each test no buffer is out.
 */
class LentArgumentsTest {
    private static final int LARGE = 100_000;
    private static final int LEAST = ProtocolReader.LENT_BYTES;
    private static final ServiceSchema BYTES =
            ThriftIdlParser.parse("bytes.thrift", "service Bytes { binary pass(1: binary bytes) }")
                    .service("Bytes");

    private final AtomicReference<UnaryOperator<ByteBuf>> way = new AtomicReference<>(b -> b);
    private final CompletableFuture<ByteBuf> kept = new CompletableFuture<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private RpcServer server = start(RpcServer.builder());

    /** Bytes in, in all places, and out again. */
    @RpcService("Bytes")
    interface Bytes {
        ByteBuf pass(ByteBuf bytes);

        ByteBuffer view(ByteBuf bytes);

        @RpcMethod(oneway = true)
        void tell(ByteBuf bytes);
    }

    /** One struct in, one out, as Protobuf has it. */
    @RpcService("Nests")
    interface Nests {
        Nested nest(Nested nested);
    }

    /** As handlers have it that answer later, and their callers. */
    @RpcService("Bytes")
    interface Later {
        CompletionStage<ByteBuf> pass(ByteBuf bytes);
    }

    /** For who takes a parameter for something else. */
    @RpcService("Bytes")
    interface Misread {
        ByteBuf pass(ByteBuf bytes, int number);
    }

    /** What is sent to who takes it for something else. */
    @RpcService("Bytes")
    interface Missent {
        ByteBuf pass(ByteBuf bytes, String number);
    }

    record Nested(ByteBuf bytes, List<ByteBuf> list, Map<String, Inner> map) {}

    record Inner(ByteBuf bytes) {}

    @AfterEach
    void stop() {
        open.countDown();
        server.close();
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "COMPACT", "JSON"})
    void argument_thatIsReturned_arrives(ProtocolKind protocol) {
        try (RpcClient client = builder().protocol(protocol).build()) {
            assertPasses(client, LARGE);
            assertPasses(client, 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BINARY, 0",
        "BINARY, 1",
        "BINARY, 4096",
        "BINARY, 100000",
        "COMPACT, 100000",
        "JSON, 100000",
        "PROTOBUF, 100000"
    })
    void arguments_inAllPlaces_areOneByOne(ProtocolKind protocol, int length) {
        ByteBuf sent = content(length, 1);
        Nested nested =
                new Nested(sent, List.of(sent, sent), Map.of("a", new Inner(content(length, 2))));
        try (RpcClient client = builder().protocol(protocol).build()) {
            Nested back = client.proxy(Nests.class).nest(nested);
            assertThat(back).isEqualTo(nested);
        }
    }

    /** Views would be of something else than the payload, which then nobody needs. */
    @Test
    void argument_thatCameAsAJsonText_isACopy() throws Exception {
        String text = Base64.getEncoder().encodeToString(content(LARGE, 1).array());
        try (RpcClient client = client()) {
            assertPasses(client, 1); // from here on it knows that its peer takes texts
            way.set(this::keep);
            GenericClient texts = client.generic(SchemaSource.of(BYTES), "").jsonAsItIs();
            assertThat(texts.json("pass", "{\"bytes\":\"" + text + "\"}"))
                    .isEqualTo('"' + text + '"');
        }
        ByteBuf argument = kept.get(5, TimeUnit.SECONDS);
        assertThat(argument.isDirect()).as("memory of the adapter's").isFalse();
        assertThat(argument.isReadOnly()).isTrue();
        awaitReleased(argument);
    }

    /** There the handler reads the caller's own memory, which it cannot change. */
    @Test
    void argument_withinTheJvm_leavesTheCallersMemoryToIt() throws Exception {
        way.set(this::keep);
        restart(RpcServer.builder().inProcess("lent"));
        ByteBuf given = Unpooled.directBuffer(LARGE).writeBytes(content(LARGE, 1));
        try (RpcClient client = RpcClient.builder("in-process:lent").build()) {
            assertThat(client.proxy(Bytes.class).pass(given)).isEqualTo(given);
        }
        awaitReleased(kept.get(5, TimeUnit.SECONDS));
        server.close();
        assertThat(given.release()).as("nobody else has it").isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LARGE})
    void argument_canOnlyBeRead(int length) {
        way.set(bytes -> bytes.setByte(0, 1));
        try (RpcClient client = client()) {
            assertThatThrownBy(() -> pass(client, length))
                    .hasMessageContaining(ReadOnlyBufferException.class.getSimpleName());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LARGE})
    void argument_afterItsCall_isGone(int length) throws Exception {
        way.set(this::keep);
        try (RpcClient client = client()) {
            pass(client, length);
        }
        ByteBuf argument = kept.get(5, TimeUnit.SECONDS);
        awaitReleased(argument);
        assertThatThrownBy(() -> argument.getByte(0))
                .isInstanceOf(IllegalReferenceCountException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LARGE})
    void argument_thatIsRetained_outlivesItsCall(int length) throws Exception {
        way.set(bytes -> keep(bytes.retain()));
        try (RpcClient client = client()) {
            pass(client, length);
            way.set(bytes -> bytes);
            assertPasses(client, length);
        }
        server.close();
        ByteBuf argument = kept.get(5, TimeUnit.SECONDS);
        assertThat(argument).isEqualTo(content(length, 1));
        assertThat(argument.release()).as("nobody else has it").isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LARGE})
    void argument_thatIsReleasedByItsHandler_isGoneForThatOneAlone(int length) {
        try (RpcClient client = client()) {
            way.set(
                    bytes -> {
                        bytes.release();
                        return bytes;
                    });
            assertThatThrownBy(() -> pass(client, length))
                    .isInstanceOf(RpcException.class)
                    .hasMessageContaining("cannot write the reply");
            way.set(
                    bytes -> {
                        bytes.release();
                        bytes.release();
                        return bytes;
                    });
            assertThatThrownBy(() -> pass(client, length)).hasMessageContaining("refCnt: 0");
            way.set(
                    bytes -> {
                        bytes.release();
                        return Unpooled.EMPTY_BUFFER;
                    });
            assertThat(pass(client, length).readableBytes()).isZero();
            way.set(bytes -> bytes);
            assertPasses(client, length);
        }
    }

    /** While the reply waits to be sent, its bytes are still the request's. */
    @Test
    void argument_thatIsReturnedAndReleased_isSentAllTheSame() throws Exception {
        restart(RpcServer.builder().middleware((next, place) -> call -> next.invoke(call)));
        int sent = 0;
        try (RpcClient client = client()) {
            for (int i = 0; i < 50; i++) {
                CompletableFuture<ByteBuf> taken = new CompletableFuture<>();
                way.set(
                        bytes -> {
                            taken.complete(bytes);
                            return bytes;
                        });
                CompletableFuture<ByteBuf> answer =
                        client.proxy(Later.class).pass(content(LARGE, i)).toCompletableFuture();
                releaseAll(taken.get(5, TimeUnit.SECONDS));
                try {
                    assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(content(LARGE, i));
                    sent++;
                } catch (ExecutionException e) {
                    assertThat(e).hasMessageContaining("cannot write the reply");
                }
            }
        }
        assertThat(sent).as("of 50, some were written before they were released").isPositive();
    }

    /** A view without a count is a copy by the time its argument goes. */
    @Test
    void view_ofAnArgument_thatIsReturned_arrives() {
        try (RpcClient client = client()) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.proxy(Bytes.class).view(content(LARGE, i)))
                        .isEqualTo(content(LARGE, i).nioBuffer());
            }
        }
    }

    @Test
    void argument_ofAHandlerThatAnswersLater_isGoodUntilThen() throws Exception {
        CompletableFuture<ByteBuf> given = new CompletableFuture<>();
        CompletableFuture<ByteBuf> answer = new CompletableFuture<>();
        restart(
                RpcServer.builder(),
                (Later)
                        bytes -> {
                            given.complete(bytes);
                            return answer;
                        });
        try (RpcClient client = client()) {
            CompletableFuture<ByteBuf> back =
                    client.proxy(Later.class).pass(content(LARGE, 1)).toCompletableFuture();
            ByteBuf argument = given.get(5, TimeUnit.SECONDS);
            assertThat(argument).isEqualTo(content(LARGE, 1));
            answer.complete(argument.slice(10, LEAST));
            assertThat(back.get(5, TimeUnit.SECONDS)).isEqualTo(content(LARGE, 1).slice(10, LEAST));
            awaitReleased(argument);
        }
    }

    /** Where a middleware answers in time, the handler may still be reading. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void argument_ofAHandlerThatWasTooSlow_isGoodUntilItHasEnded(boolean sameReply)
            throws Exception {
        CompletableFuture<ByteBuf> seen = new CompletableFuture<>();
        restart(
                RpcServer.builder()
                        .middleware(
                                (next, place) ->
                                        call ->
                                                sameReply
                                                        ? hurried(next.invoke(call))
                                                        : Reply.ofFailure(
                                                                next.invoke(call).isDone()
                                                                        ? new AssertionError()
                                                                        : tooLate())),
                (Later)
                        bytes ->
                                CompletableFuture.supplyAsync(
                                        () -> {
                                            await(open);
                                            ByteBuf copy = Unpooled.copiedBuffer(bytes);
                                            kept.complete(bytes);
                                            seen.complete(copy);
                                            return Unpooled.EMPTY_BUFFER;
                                        }));
        try (RpcClient client = client()) {
            assertThatThrownBy(() -> pass(client, LARGE)).hasMessageContaining("too late");
            open.countDown();
            assertThat(seen.get(5, TimeUnit.SECONDS)).isEqualTo(content(LARGE, 1));
            awaitReleased(kept.get(5, TimeUnit.SECONDS));
        }
    }

    /** What a handler returns stays its own, also where nobody waits for it any longer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answer_thatComesTooLate_staysItsHandlers(boolean ofArgument) throws Exception {
        CompletableFuture<ByteBuf> answer = new CompletableFuture<>();
        restart(
                RpcServer.builder().middleware((next, place) -> call -> hurried(next.invoke(call))),
                (Later)
                        bytes -> {
                            kept.complete(bytes.retain());
                            return answer;
                        });
        try (RpcClient client = client()) {
            assertThatThrownBy(() -> pass(client, LARGE)).hasMessageContaining("too late");
        }
        ByteBuf argument = kept.get(5, TimeUnit.SECONDS);
        ByteBuf shared = Unpooled.directBuffer().writeZero(LARGE);
        answer.complete(ofArgument ? argument : shared);
        assertThat(argument).isEqualTo(content(LARGE, 1));
        assertThat(argument.release()).as("nobody else has it").isTrue();
        assertThat(shared.release()).as("nobody else has it").isTrue();
    }

    @Test
    void argument_ofACallThatAMiddlewareAnswers_isReleased() {
        restart(
                RpcServer.builder()
                        .middleware((next, place) -> call -> Reply.ofFailure(tooLate())));
        try (RpcClient client = client()) {
            assertThatThrownBy(() -> pass(client, LARGE)).hasMessageContaining("too late");
        }
    }

    @Test
    void argument_beforeOneThatCannotBeRead_isReleased() {
        restart(RpcServer.builder(), (Misread) (bytes, number) -> bytes);
        try (RpcClient client = client()) {
            assertThatThrownBy(() -> client.proxy(Missent.class).pass(content(LARGE, 1), "x"))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_REQUEST));
        }
    }

    @Test
    void argument_ofAHandlerThatFails_isReleased() {
        way.set(
                bytes -> {
                    throw new IllegalStateException("no");
                });
        try (RpcClient client = client()) {
            assertThatThrownBy(() -> pass(client, LARGE)).hasMessageContaining("no");
        }
    }

    @Test
    void arguments_ofOnewayCalls_areReleased() throws Exception {
        try (RpcClient client = client()) {
            client.proxy(Bytes.class).tell(content(LARGE, 1));
            awaitReleased(kept.get(5, TimeUnit.SECONDS));
        }
    }

    /** They have not been read, so there is nothing to release but the request. */
    @Test
    void requests_thatNoThreadWillRun_areReleased() throws Exception {
        way.set(
                bytes -> {
                    kept.complete(bytes);
                    await(open);
                    return bytes;
                });
        restart(RpcServer.builder().handlerThreads(HandlerThreads.POOL).poolThreads(1));
        try (RpcClient client = client()) {
            client.proxy(Later.class).pass(content(LARGE, 1));
            kept.get(5, TimeUnit.SECONDS);
            client.proxy(Later.class).pass(content(LARGE, 2));
            while (server.calls() < 2) {
                Thread.onSpinWait();
            }
            server.stop(Duration.ofMillis(10));
            open.countDown();
        }
    }

    private static RuntimeException tooLate() {
        return new IllegalStateException("too late");
    }

    private static Reply hurried(Reply reply) {
        reply.completeExceptionally(tooLate());
        return reply;
    }

    private static void releaseAll(ByteBuf bytes) {
        try {
            while (bytes.refCnt() > 0) {
                bytes.release();
            }
        } catch (IllegalReferenceCountException e) {
            // the call's end was faster
        }
    }

    private ByteBuf keep(ByteBuf bytes) {
        kept.complete(bytes);
        return bytes;
    }

    private static void assertPasses(RpcClient client, int length) {
        assertThat(pass(client, length)).isEqualTo(content(length, 1));
    }

    private static ByteBuf pass(RpcClient client, int length) {
        return client.proxy(Bytes.class).pass(content(length, 1));
    }

    private static ByteBuf content(int length, int seed) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return Unpooled.wrappedBuffer(content);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A reply comes a moment before its server has let go. */
    private static void awaitReleased(ByteBuf buffer) throws InterruptedException {
        for (int i = 0; i < 5_000 && buffer.refCnt() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(buffer.refCnt()).isZero();
    }

    private void restart(RpcServerBuilder builder) {
        restart(builder, new Handler());
    }

    private void restart(RpcServerBuilder builder, Object handler) {
        server.close();
        server = builder.address("127.0.0.1", 0).service(handler).start();
    }

    private RpcServer start(RpcServerBuilder builder) {
        return builder.address("127.0.0.1", 0)
                .service(new Handler())
                .service((Nests) nested -> nested)
                .start();
    }

    private RpcClient client() {
        return builder().build();
    }

    private RpcClientBuilder builder() {
        return RpcClient.builder("127.0.0.1:" + server.port()).timeout(Duration.ofSeconds(20));
    }

    private final class Handler implements Bytes {
        @Override
        public ByteBuf pass(ByteBuf bytes) {
            return way.get().apply(bytes);
        }

        @Override
        public ByteBuffer view(ByteBuf bytes) {
            return bytes.nioBuffer();
        }

        @Override
        public void tell(ByteBuf bytes) {
            kept.complete(bytes);
        }
    }
}
