package io.harrier.rpc.frame.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a frame; what is not stands in {@link BrokenFrameTest}. */
final class ThriftFrameDecoderTest {
    /** The call "echo" of sequence 7, with arguments that hold "hi". */
    private static final String STRICT =
            "80010001 00000004 6563686f 00000007 0c0001 0b0001 00000002 6869 00 00";

    private static final String OLD =
            "00000004 6563686f 01 00000007 0c0001 0b0001 00000002 6869 00 00";
    private static final FrameLimits LENIENT = new FrameLimits(16_384_000, 65_536, true);

    @AfterEach
    void checkBuffers() {
        Leaks.check();
    }

    @Test
    void decode_smallestHeader_readsTheCall() {
        String frame = "0000002c 1000 0000 00000007 0001 00 00 0000" + STRICT;
        try (FedDecoder decoder = new FedDecoder().feed(frame)) {
            assertThat(decoder.texts()).containsExactly("TTHEADER 7 [] [], CALL echo 7: hi");
        }
    }

    @Test
    void decode_noPayload_isControl() {
        try (FedDecoder decoder =
                new FedDecoder().feed("0000000e 1000 0001 00000000 0001 00 00 0000")) {
            assertThat(decoder.frames).hasSize(1).allMatch(Frame::isControl);
        }
    }

    @Test
    void decode_transforms_passesThemBy() {
        String frame = "00000030 1000 0000 00000007 0002 00 02 01 03 00000000" + STRICT;
        try (FedDecoder decoder = new FedDecoder().feed(frame)) {
            assertThat(decoder.texts()).containsExactly("TTHEADER 7 [] [], CALL echo 7: hi");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "03", "04"})
    void decode_knownProtocolId_believesThePayload(String id) {
        String frame = "0000002c 1000 0000 00000007 0001" + id + "00 0000" + STRICT;
        try (FedDecoder decoder = new FedDecoder().feed(frame)) {
            assertThat(decoder.texts()).containsExactly("TTHEADER 7 [] [], CALL echo 7: hi");
        }
    }

    @Test
    void decode_largestHeader_readsTheCall() {
        String frame = "00010028 1000 0000 00000007 4000" + "00".repeat(65_536) + STRICT;
        try (FedDecoder decoder = new FedDecoder().feed(frame)) {
            assertThat(decoder.errors).isEmpty();
            assertThat(decoder.frames).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"00fa0000 80010001, 8", "00fa000e 1000 0000 00000007 0001, 14"})
    void decode_longestFrame_waitsForIt(String hex, int bytes) {
        try (FedDecoder decoder = new FedDecoder().feed(hex)) {
            assertThat(decoder.errors).isEmpty();
            assertThat(decoder.pendingBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void decode_oldFormByDefault_refusesIt() {
        try (FedDecoder decoder = new FedDecoder().feed(OLD)) {
            assertThat(decoder.errors).hasSize(1);
            assertThat(decoder.errors.get(0)).hasMessageStartingWith("first bytes: 0000000465636");
        }
    }

    @ParameterizedTest
    @CsvSource({
        OLD + ", UNFRAMED, false",
        "0000001b" + OLD + ", FRAMED, false",
        STRICT + ", UNFRAMED, true",
        "0000001e" + STRICT + ", FRAMED, true",
        "00000030 1000 0000 00000007 0001 00 00 0000 0000001e" + STRICT + ", TTHEADER_FRAMED, true"
    })
    void decode_lenient_readsOldAndNewForms(String hex, FrameForm form, boolean strict) {
        byte[] bytes = FedDecoder.bytes(hex);
        try (FedDecoder decoder = new FedDecoder(LENIENT).feed(bytes).feedByteByByte(bytes)) {
            assertThat(decoder.errors).isEmpty();
            assertThat(decoder.frames)
                    .hasSize(2)
                    .allMatch(
                            frame ->
                                    frame.form() == form
                                            && (frame.protocol() == BinaryProtocol.STRICT)
                                                    == strict);
        }
    }

    @Test
    void decode_manyMeshHeadersInOneRead_readsTheCallBehindThem() {
        ByteBuf read = Unpooled.buffer();
        for (int i = 0; i < 100_000; i++) {
            read.writeInt(0xFFAF0000);
        }
        read.writeBytes(FedDecoder.bytes(STRICT));
        try (FedDecoder decoder = new FedDecoder().feed(read)) {
            assertThat(decoder.errors).isEmpty();
            assertThat(decoder.texts()).containsExactly("UNFRAMED 0 [] [], CALL echo 7: hi");
        }
    }

    @Test
    void decode_unframedMebibyteByteByByte_looksAtEachByteAFewTimes() {
        byte[] message = listOfStrings(1 << 18);
        CountingBuffer received = new CountingBuffer(message.length);
        try (FedDecoder decoder = new FedDecoder().cumulate(received::add)) {
            decoder.feedByteByByte(message);

            assertThat(decoder.frames).hasSize(1);
            assertThat(received.reads).isLessThan(10L * message.length);
        }
    }

    /** A call with one argument, a list of empty strings. */
    private static byte[] listOfStrings(int count) {
        ByteBuf out = Unpooled.buffer();
        out.writeBytes(FedDecoder.bytes("80010001 00000004 6563686f 00000007 0f0001 0b"));
        out.writeInt(count).writeZero(count * 4).writeByte(0);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    /** Keeps all that was received, and counts how often somebody looks into it. */
    private static final class CountingBuffer extends UnpooledHeapByteBuf {
        private long reads;

        CountingBuffer(int capacity) {
            super(UnpooledByteBufAllocator.DEFAULT, capacity, capacity);
        }

        ByteBuf add(Object allocator, ByteBuf cumulation, ByteBuf in) {
            writeBytes(in);
            in.release();
            return this;
        }

        @Override
        public byte getByte(int index) {
            reads++;
            return super.getByte(index);
        }

        @Override
        public short getShort(int index) {
            reads++;
            return super.getShort(index);
        }

        @Override
        public int getInt(int index) {
            reads++;
            return super.getInt(index);
        }
    }
}
