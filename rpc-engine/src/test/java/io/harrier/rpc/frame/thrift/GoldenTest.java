package io.harrier.rpc.frame.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.thrift.GoldenFrames.Golden;
import io.harrier.rpc.protocol.MessageError;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of stock Kitex, read and written. */
final class GoldenTest {
    private static final String MESH_HEADER = "ffaf000a 0001 0003 6b6579 0001 76";

    @AfterEach
    void checkBuffers() {
        Leaks.check();
    }

    @Test
    void file_always_holdsEveryFrameThatIsDescribed() {
        assertThat(GoldenFrames.thrift()).hasSameSizeAs(GoldenFrames.thriftTexts()).hasSize(31);
    }

    @ParameterizedTest
    @MethodSource("thriftFrames")
    void decode_wholeFrame_saysWhatKitexSaid(Golden golden) {
        try (FedDecoder decoder = new FedDecoder().feed(golden.bytes())) {
            assertThat(decoder.texts()).containsExactly(GoldenFrames.text(golden));
            assertThat(decoder.pendingBytes()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("thriftFrames")
    void decode_byteByByte_saysTheSame(Golden golden) {
        try (FedDecoder decoder = new FedDecoder().feedByteByByte(golden.bytes())) {
            assertThat(decoder.texts()).containsExactly(GoldenFrames.text(golden));
        }
    }

    @ParameterizedTest
    @MethodSource("thriftFrames")
    void decode_cutAnywhere_waitsThenSaysTheSame(Golden golden) {
        byte[] bytes = golden.bytes();
        for (int cut = 1; cut < bytes.length; cut++) {
            try (FedDecoder decoder = new FedDecoder().feed(Arrays.copyOf(bytes, cut))) {
                assertThat(decoder.frames).as("before byte %d", cut).isEmpty();
                assertThat(decoder.pendingBytes()).isEqualTo(cut);

                decoder.feed(Arrays.copyOfRange(bytes, cut, bytes.length));

                assertThat(decoder.texts()).containsExactly(GoldenFrames.text(golden));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("thriftFrames")
    void encode_whatWasDecoded_writesTheSameBytes(Golden golden) {
        try (FedDecoder decoder = new FedDecoder().feed(golden.bytes())) {
            assertThat(ByteBufUtil.hexDump(written(decoder.frames.get(0))))
                    .isEqualTo(ByteBufUtil.hexDump(golden.bytes()));
        }
    }

    @ParameterizedTest
    @MethodSource("thriftFrames")
    void decode_behindMeshHeader_saysTheSame(Golden golden) {
        byte[] header = FedDecoder.bytes(MESH_HEADER);
        try (FedDecoder decoder = new FedDecoder().feed(header, golden.bytes())) {
            assertThat(decoder.texts()).containsExactly(GoldenFrames.text(golden));
        }
    }

    @ParameterizedTest
    @MethodSource("thriftFrames")
    void decode_behindMeshHeaderByteByByte_saysTheSame(Golden golden) {
        try (FedDecoder decoder = new FedDecoder()) {
            decoder.feedByteByByte(FedDecoder.bytes(MESH_HEADER)).feedByteByByte(golden.bytes());

            assertThat(decoder.texts()).containsExactly(GoldenFrames.text(golden));
        }
    }

    @Test
    void decode_allFormsInOneRead_saysEachInOrder() {
        byte[][] all = thriftFrames().map(Golden::bytes).toArray(byte[][]::new);
        ByteBuf read = Unpooled.copiedBuffer(all);
        try (FedDecoder decoder = new FedDecoder().feed(read)) {
            assertThat(decoder.texts()).isEqualTo(thriftFrames().map(GoldenFrames::text).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("kitexProtobufFrames")
    void decode_kitexProtobuf_readsItAndWritesTheSameBytes(Golden golden) {
        try (FedDecoder decoder = new FedDecoder().feedByteByByte(golden.bytes())) {
            assertThat(decoder.frames).hasSize(1);
            Frame frame = decoder.frames.get(0);

            assertThat(frame.protocol()).isEqualTo(Protocols.of(ProtocolKind.PROTOBUF));
            assertThat(frame.method()).isEqualTo("echo");
            assertThat(ByteBufUtil.hexDump(written(frame)))
                    .isEqualTo(ByteBufUtil.hexDump(golden.bytes()));
        }
    }

    @Test
    void decode_kitexProtobufException_readsItsError() {
        Golden refusal = kitexProtobufFrames().get(1);
        try (FedDecoder decoder = new FedDecoder().feed(refusal.bytes())) {
            Frame frame = decoder.frames.get(0);

            assertThat(frame.type()).isEqualTo(MessageTypes.EXCEPTION);
            assertThat(frame.protocol().readError(frame.payload(), ReadLimits.DEFAULT))
                    .isEqualTo(
                            new MessageError(
                                    "decode failed, codec msg type not match with"
                                            + " protobufCodec",
                                    9));
        }
    }

    @ParameterizedTest
    @MethodSource("streamFrames")
    void decode_streamFrame_refusesIt(Golden golden) {
        assertRefused(golden, "TTHeader flags: 2 (expected: no streaming");
    }

    private static void assertRefused(Golden golden, String message) {
        try (FedDecoder decoder = new FedDecoder().feed(golden.bytes()).feed(golden.bytes())) {
            assertThat(decoder.frames).isEmpty();
            assertThat(decoder.errors).hasSize(1);
            assertThat(decoder.errors.get(0))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageStartingWith(message);
        }
    }

    private static ByteBuf written(Frame frame) {
        ByteBuf out = Unpooled.buffer();
        TTHeaderWriter header = frame.form().hasHeader() ? header(frame, out) : null;
        byte[] method = frame.method().getBytes(StandardCharsets.UTF_8);
        int begun =
                MessageWriter.begin(
                        out,
                        frame.form(),
                        frame.protocol(),
                        frame.type(),
                        method,
                        frame.sequence());
        writePayload(frame, out);
        MessageWriter.finish(out, frame.protocol(), begun);
        if (header != null) {
            header.finish();
        }
        return out;
    }

    /** Writes the entries in the order they came in, but the checksum's value anew. */
    private static TTHeaderWriter header(Frame frame, ByteBuf out) {
        TTHeaderWriter header =
                new TTHeaderWriter(
                        out,
                        frame.isMultiplexed() ? TTHeader.FLAG_MULTIPLEXED : 0,
                        frame.envelopeSequence(),
                        0);
        HeaderBlock head = (HeaderBlock) frame.head();
        head.forEachString(
                (key, value) -> {
                    if (key.equals(TTHeader.CHECKSUM)) {
                        header.checksum();
                    } else {
                        header.string(key, value);
                    }
                });
        HeaderTemplate.Builder ints = HeaderTemplate.builder();
        head.forEachInt(ints::integer);
        header.ints(ints.build(), 0, null);
        return header;
    }

    /** Thrift's arguments through the generated classes, other things as they are. */
    private static void writePayload(Frame frame, ByteBuf out) {
        ByteBuf payload = frame.payload().duplicate();
        boolean isReply = frame.type() != MessageTypes.CALL && frame.type() != MessageTypes.ONEWAY;
        if (isReply || frame.protocol() != BinaryProtocol.STRICT) {
            out.writeBytes(payload);
            return;
        }
        try (BinaryReader in = new BinaryReader(payload, ReadLimits.DEFAULT);
                BinaryWriter binary = new BinaryWriter(out)) {
            Object[] arguments = FrameText.serializer(frame).readArguments(in).toArray();
            FrameText.serializer(frame).writeArguments(Arguments.of(arguments), binary);
        }
    }

    private static Stream<Golden> thriftFrames() {
        return GoldenFrames.thrift().stream();
    }

    private static List<Golden> kitexProtobufFrames() {
        return GoldenFrames.all().stream().filter(Golden::isKitexProtobuf).toList();
    }

    private static List<Golden> streamFrames() {
        return GoldenFrames.all().stream().filter(Golden::isStream).toList();
    }
}
