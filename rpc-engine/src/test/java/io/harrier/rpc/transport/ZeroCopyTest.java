package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.EchoFrames;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
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

    /** What is read around large fields: scratch arrays full of their first bytes, short pieces. */
    private static final int MARGIN = 32_768;

    private final CountingAllocator sent = new CountingAllocator();
    private final CountingAllocator answered = new CountingAllocator();
    private final CountingAllocator received = new CountingAllocator();
    private final EventLoops clientLoops =
            EventLoops.open(IoKind.NIO, 1, "zero-c", sent, ByteBufAllocator.DEFAULT);
    private final EventLoops serverLoops =
            EventLoops.open(IoKind.NIO, 1, "zero-s", answered, received);
    private final RpcServer server =
            RpcServer.builder()
                    .address("127.0.0.1", 0)
                    .eventLoops(serverLoops)
                    .service(new Handler())
                    .start();

    /** Bytes in all forms that a field may have. */
    @RpcService
    interface Bytes {
        int sumOfBuf(String before, ByteBuf bytes, String after);

        int sumOfBuffer(String before, ByteBuffer bytes, String after);

        ByteBuffer buffer(int length, boolean direct);

        Kept keep(Kept kept);

        ByteBuffer view(ByteBuf bytes);

        ByteBuf made(Make way, ByteBuf bytes);
    }

    /** What a handler may make of its argument: the first two are all of it, as it was lent. */
    enum Make {
        SAME(bytes -> bytes),
        DUPLICATE(ByteBuf::duplicate),
        SLICE(bytes -> bytes.slice(0, bytes.readableBytes())),
        WRAPPED(bytes -> Unpooled.wrappedBuffer(bytes.nioBuffer())),
        UNRELEASABLE(Unpooled::unreleasableBuffer);

        private final UnaryOperator<ByteBuf> way;

        Make(UnaryOperator<ByteBuf> way) {
            this.way = way;
        }
    }

    record Kept(String name, List<ByteBuf> bytes, byte[] copied) {}

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

    @ParameterizedTest
    @CsvSource({"TTHEADER, BINARY", "TTHEADER, COMPACT", "FRAMED, BINARY", "FRAMED, COMPACT"})
    void fieldsIn_large_areNotMoved_norWhereTheyAreReturned(FrameForm form, ProtocolKind protocol) {
        ByteBuf bytes = Unpooled.wrappedBuffer(content());
        Kept given = new Kept("name", List.of(bytes, bytes), new byte[0]);
        try (RpcClient client = builder().form(form).protocol(protocol).build()) {
            Kept kept = client.proxy(Bytes.class).keep(given);
            assertThat(kept.bytes().equals(given.bytes())).isTrue();
        }
        assertThat(received.moved).as("out of what was read").hasValueLessThan(MARGIN);
        assertThat(answered.moved).as("into the reply").hasValueLessThan(ENVELOPE);
    }

    /** It has no count that could keep the argument while the reply is on its way. */
    @Test
    void view_ofAnArgument_movesIntoTheReply() {
        byte[] small = Arrays.copyOf(content(), 8_000);
        try (RpcClient client = client()) {
            comeInOnePiece(client);
            ByteBuffer back = client.proxy(Bytes.class).view(Unpooled.wrappedBuffer(small));
            assertThat(back).isEqualTo(ByteBuffer.wrap(small));
        }
        assertThat(answered.moved.get()).isGreaterThan(small.length);
    }

    /** A count is not enough: theirs keeps nothing. */
    @ParameterizedTest
    @EnumSource
    void buffer_madeOfAnArgument_movesIntoTheReply_butAWholeOne(Make way) {
        byte[] small = Arrays.copyOf(content(), 8_000);
        try (RpcClient client = client()) {
            comeInOnePiece(client);
            ByteBuf back = client.proxy(Bytes.class).made(way, Unpooled.wrappedBuffer(small));
            assertThat(back).isEqualTo(Unpooled.wrappedBuffer(small));
        }
        assertThat(answered.moved.get() > small.length)
                .as("moved")
                .isEqualTo(way.compareTo(Make.DUPLICATE) > 0);
    }

    @Test
    void fieldsIn_thatAreNoBuffers_moveOnce() {
        Kept given = new Kept("name", List.of(), content());
        try (RpcClient client = client()) {
            client.proxy(Bytes.class).keep(given);
        }
        assertThat(received.moved.get()).isBetween((long) LARGE, (long) LARGE + MARGIN);
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

    private void comeInOnePiece(RpcClient client) {
        for (int i = 0; i < 3; i++) { // what comes is read into as much at once from then on
            client.proxy(Bytes.class).sumOfBuffer("", ByteBuffer.wrap(content()), "");
        }
        answered.moved.set(0);
    }

    private RpcClient client() {
        return builder().build();
    }

    private RpcClientBuilder builder() {
        return RpcClient.builder("127.0.0.1:" + server.port()).eventLoops(clientLoops);
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
        @Override
        public int sumOfBuf(String before, ByteBuf bytes, String after) {
            return sum(bytes.nioBuffer());
        }

        @Override
        public int sumOfBuffer(String before, ByteBuffer bytes, String after) {
            return sum(bytes);
        }

        @Override
        public ByteBuffer view(ByteBuf bytes) {
            return bytes.nioBuffer();
        }

        @Override
        public ByteBuf made(Make way, ByteBuf bytes) {
            return way.way.apply(bytes);
        }

        @Override
        public Kept keep(Kept kept) {
            return kept;
        }

        @Override
        public ByteBuffer buffer(int length, boolean direct) {
            return (direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length))
                    .put(content())
                    .flip();
        }
    }
}
