package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.buffer.Scratch;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.protocol.compact.CompactProtocol;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.EchoFrames;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which bytes are copied on their way, and how often: counted, not believed. */
class ZeroCopyTest {
    private static final int LARGE = 300_000;

    /** What a frame may take besides a large field. */
    private static final int ENVELOPE = 2_048;

    private final CountingAllocator sent = new CountingAllocator();
    private final CountingAllocator answered = new CountingAllocator();
    private final EventLoops clientLoops = EventLoops.open(IoKind.NIO, 1, "zero-c", sent);
    private final EventLoops serverLoops = EventLoops.open(IoKind.NIO, 1, "zero-s", answered);
    private final Handler handler = new Handler();
    private final RpcServer server =
            RpcServer.builder()
                    .address("127.0.0.1", 0)
                    .eventLoops(serverLoops)
                    .service(handler)
                    .start();

    /** Bytes in all forms that a field may have. */
    @RpcService
    interface Bytes {
        int sumOfBuf(String before, ByteBuf bytes, String after);

        int sumOfBuffer(String before, ByteBuffer bytes, String after);

        ByteBuffer buffer(int length, boolean direct);

        ByteBuf buf(int length);

        ByteBuf same(ByteBuf bytes);

        Named named();
    }

    /** The same, for one who takes a field for something else. */
    @RpcService("Bytes")
    interface Misread {
        Numbered named();
    }

    record Named(ByteBuf bytes, String name) {}

    record Numbered(ByteBuf bytes, int number) {}

    @AfterEach
    void stop() {
        server.close();
        clientLoops.close();
        serverLoops.close();
        Leaks.check();
    }

    @ParameterizedTest
    @CsvSource({
        "TTHEADER, BINARY, false",
        "TTHEADER, BINARY, true",
        "TTHEADER, COMPACT, true",
        "FRAMED, BINARY, false",
        "FRAMED, COMPACT, false"
    })
    void fieldsOut_largeAndDirect_areLinked(
            FrameForm form, ProtocolKind protocol, boolean checksum) {
        byte[] content = content();
        ByteBuf buf = Unpooled.directBuffer(LARGE).writeBytes(content);
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGE).put(content).flip();
        try (RpcClient client =
                RpcClient.builder("127.0.0.1:" + server.port())
                        .eventLoops(clientLoops)
                        .form(form)
                        .protocol(protocol)
                        .checksum(checksum)
                        .build()) {
            Bytes bytes = client.proxy(Bytes.class);
            assertThat(bytes.sumOfBuf("before", buf, "after")).isEqualTo(sum(content));
            assertThat(bytes.sumOfBuffer("before", buffer, "after")).isEqualTo(sum(content));
            assertThat(sent.moved).as("of the requests").hasValueLessThan(ENVELOPE);
            assertThat(sent.allocated).hasValueLessThan(2 * ENVELOPE);
            assertThat(buffer.remaining()).isEqualTo(buf.readableBytes()).isEqualTo(LARGE);

            assertThat(sum(bytes.buffer(LARGE, true))).isEqualTo(sum(content));
            assertThat(answered.moved).as("of the replies").hasValueLessThan(ENVELOPE);
        }
        assertThat(buf.release()).as("nobody else has it any more").isTrue();
    }

    /** Memory of the heap has to move to where the system can send it from: once. */
    @Test
    void fieldsOut_largeOfTheHeap_moveOnce() {
        try (RpcClient client = client()) {
            Bytes bytes = client.proxy(Bytes.class);
            bytes.buffer(LARGE, false);
            answered.moved.set(0);
            assertThat(sum(bytes.buffer(LARGE, false))).isEqualTo(sum(content()));
        }
        assertThat(answered.moved.get()).isBetween((long) LARGE, (long) LARGE + ENVELOPE);
    }

    @Test
    void fieldsOut_smallAndDirect_areCopied() {
        ByteBuf small = Unpooled.directBuffer().writeZero(4_095);
        try (RpcClient client = client()) {
            assertThat(client.proxy(Bytes.class).sumOfBuf("", small, "")).isZero();
        }
        assertThat(sent.moved.get()).isBetween(4_095L, 4_095L + ENVELOPE);
        small.release();
    }

    @ParameterizedTest
    @CsvSource({"TTHEADER, BINARY", "TTHEADER, COMPACT", "FRAMED, BINARY", "FRAMED, COMPACT"})
    void fieldsIn_large_areSlicesOfWhatWasRead(FrameForm form, ProtocolKind protocol)
            throws Exception {
        ByteBuf given = Unpooled.directBuffer(LARGE).writeBytes(content());
        ByteBuf result;
        try (RpcClient client = builder().form(form).protocol(protocol).build()) {
            result = client.proxy(Bytes.class).same(given);
        }
        assertThat(handler.argument.isDirect()).as("the handler's argument").isTrue();
        assertThat(result.isDirect()).as("the caller's result").isTrue();
        assertThat(result).isEqualTo(given);
        assertThat(result.release()).as("nobody else has it").isTrue();
        awaitReleased(handler.argument);
        assertThat(given.release()).as("stayed the caller's").isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "COMPACT"})
    void fieldIn_large_isNotCopied(ProtocolKind kind) {
        Protocol protocol =
                kind == ProtocolKind.BINARY ? BinaryProtocol.STRICT : new CompactProtocol();
        CountingAllocator read = new CountingAllocator();
        ByteBuf written = Unpooled.buffer();
        try (ProtocolWriter out = protocol.argumentsWriter(written)) {
            out.beginStruct();
            out.plainField(WireTypes.STRING, 1);
            out.writeBinary(ByteBuffer.wrap(content()));
            out.endStruct();
        }
        ByteBuf payload = read.directBuffer(written.readableBytes()).writeBytes(written);
        read.moved.set(0);
        try (ProtocolReader in = protocol.argumentsReader(payload, ReadLimits.DEFAULT)) {
            in.allowSlices(false);
            in.beginStruct();
            in.nextField();
            in.expectField(WireTypes.STRING);
            ByteBuf field = in.readBuffer();
            assertThat(in.nextField()).isFalse();
            assertThat(sum(field.nioBuffer())).isEqualTo(sum(content()));
            payload.setByte(payload.writerIndex() - 2, 0x5A);
            assertThat(field.getByte(LARGE - 1))
                    .as("seen through the field")
                    .isEqualTo((byte) 0x5A);
        }
        assertThat(read.moved).as("bytes moved").hasValueLessThan(2 * Scratch.BYTES);
        payload.release();
    }

    @Test
    void fieldsIn_small_areCopies() {
        ByteBuf given = Unpooled.directBuffer().writeZero(4_095);
        try (RpcClient client = client()) {
            ByteBuf result = client.proxy(Bytes.class).same(given);
            assertThat(result.hasArray()).isTrue();
            assertThat(handler.argument.hasArray()).isTrue();
            assertThat(result.release()).isTrue();
        }
        given.release();
    }

    @Test
    void result_ofAHandler_isReleasedOnceItIsWritten() throws Exception {
        try (RpcClient client = client()) {
            ByteBuf result = client.proxy(Bytes.class).buf(LARGE);
            assertThat(sum(result.nioBuffer())).isEqualTo(sum(content()));
            result.release();
            Named named = client.proxy(Bytes.class).named();
            assertThat(sum(named.bytes().nioBuffer())).isEqualTo(sum(content()));
            named.bytes().release();
        }
        awaitReleased(handler.result);
    }

    /** The leak check afterwards finds the slice if it stays. */
    @Test
    void slice_ofAReplyThatCannotBeRead_isNobodys() {
        try (RpcClient client = client()) {
            assertThatThrownBy(client.proxy(Misread.class)::named)
                    .hasMessageContaining("cannot read the reply");
        }
    }

    @Test
    void payloadIn_ofAFrame_isASliceOfWhatWasRead() {
        CountingAllocator read = new CountingAllocator();
        byte[] bytes =
                HexFormat.of()
                        .parseHex(
                                EchoFrames.withHeader(
                                        0,
                                        7,
                                        "",
                                        EchoFrames.framed(
                                                EchoFrames.call("echo", 7, "m".repeat(20_000)))));
        ByteBuf in = read.directBuffer(bytes.length).writeBytes(bytes);
        read.moved.set(0);
        EmbeddedChannel channel =
                new EmbeddedChannel(new ThriftCodec().decoder(FrameLimits.DEFAULT));
        channel.writeInbound(in);
        Frame frame = channel.readInbound();
        ByteBuf payload = frame.payload();
        int last = payload.writerIndex() - 1;
        assertThat(payload.readableBytes()).isGreaterThan(20_000);
        assertThat(read.moved).as("bytes moved").hasValueLessThan(200);
        assertThat(read.allocated).hasValue(bytes.length);
        in.setByte(in.writerIndex() - 1, 0x5A);
        assertThat(payload.getByte(last)).as("seen through the payload").isEqualTo((byte) 0x5A);
        frame.release();
        channel.finishAndReleaseAll();
    }

    private RpcClient client() {
        return builder().build();
    }

    private RpcClientBuilder builder() {
        return RpcClient.builder("127.0.0.1:" + server.port()).eventLoops(clientLoops);
    }

    /** A reply comes a moment before its server has let go. */
    private static void awaitReleased(ByteBuf buffer) throws InterruptedException {
        for (int i = 0; i < 5_000 && buffer.refCnt() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(buffer.refCnt()).isZero();
    }

    private static byte[] content() {
        byte[] content = new byte[LARGE];
        new Random(5).nextBytes(content);
        return content;
    }

    private static int sum(byte[] bytes) {
        return sum(ByteBuffer.wrap(bytes));
    }

    private static int sum(ByteBuffer bytes) {
        int sum = 0;
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            sum = 31 * sum + bytes.get(at);
        }
        return sum;
    }

    private static final class Handler implements Bytes {
        private volatile ByteBuf argument = Unpooled.EMPTY_BUFFER;
        private volatile ByteBuf result = Unpooled.EMPTY_BUFFER;

        @Override
        public ByteBuf same(ByteBuf bytes) {
            argument = bytes;
            return bytes.retain(); // lent to the handler, given to the engine
        }

        @Override
        public ByteBuf buf(int length) {
            result = Unpooled.directBuffer(length).writeBytes(content());
            return result;
        }

        @Override
        public Named named() {
            return new Named(buf(LARGE), "name");
        }

        @Override
        public int sumOfBuf(String before, ByteBuf bytes, String after) {
            return sum(bytes.nioBuffer());
        }

        @Override
        public int sumOfBuffer(String before, ByteBuffer bytes, String after) {
            return sum(bytes);
        }

        @Override
        public ByteBuffer buffer(int length, boolean direct) {
            return (direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length))
                    .put(content())
                    .flip();
        }
    }
}
