package io.harrier.rpc.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.OurValues;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.Samples;
import io.harrier.rpc.protocol.Samples.Sample;
import io.harrier.rpc.protocol.Value;
import io.harrier.rpc.protocol.Wire;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.testing.Allocation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and what is just taken. */
final class BinaryReaderTest {
    @Test
    void readAndWrite_throughADirectBuffer_giveTheSame() {
        for (Sample sample : Samples.structs(500)) {
            ByteBuf direct =
                    Unpooled.directBuffer().writeByte(42).writeBytes(sample.bytes(Wire.BINARY));
            direct.skipBytes(1);

            Value read = OurValues.readStruct(direct, BinaryProtocol.STRICT);

            assertThat(direct.isReadable()).as(sample.toString()).isFalse();
            assertThat(OurValues.write(read, BinaryProtocol.STRICT))
                    .as(sample.toString())
                    .isEqualTo(sample.bytes(Wire.BINARY));
            direct.release();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 12_270, 12_280, 12_290, 12_300, 12_310, 40_000})
    void read_valuesAcrossTheEndOfTheBorrowedArray_losesNothing(int before) {
        ByteBuf direct = Unpooled.directBuffer();
        try (BinaryWriter out = new BinaryWriter(direct)) {
            out.beginStruct();
            for (int i = 0; i < 3; i++) {
                out.field(WireTypes.STRING, 1);
                out.writeString("x".repeat(before));
                out.field(WireTypes.UUID, 2);
                out.writeUuid(new UUID(i, -1));
                out.field(WireTypes.STRING, 3);
                out.writeBinary(ByteBuffer.wrap(new byte[before + i]));
                out.field(WireTypes.I64, 4);
                out.writeI64(Long.MIN_VALUE + i);
            }
            out.endStruct();
        }
        int length = direct.readableBytes();
        try (BinaryReader in = reader(direct)) {
            in.beginStruct();
            for (int i = 0; i < 3; i++) {
                in.nextField();
                assertThat(in.readString()).isEqualTo("x".repeat(before));
                in.nextField();
                assertThat(in.readUuid()).isEqualTo(new UUID(i, -1));
                in.nextField();
                if (i == 1) {
                    in.skipField();
                } else {
                    assertThat(in.readBinary()).isEqualTo(ByteBuffer.wrap(new byte[before + i]));
                }
                in.nextField();
                assertThat(in.readI64()).isEqualTo(Long.MIN_VALUE + i);
            }
            assertThat(in.nextField()).isFalse();
            assertThat(in.offset()).isEqualTo(length);
        }
        direct.release();
    }

    @ParameterizedTest
    @CsvSource({
        "11, 7fffffff",
        "11, 40000000",
        "11, ffffffff",
        "11, 80000000",
        "11, 00000015",
        "15, 02 7fffffff",
        "15, 0a 40000000",
        "15, 0c ffffffff",
        "15, 0c 00000015",
        "14, 0b 7fffffff",
        "14, 0c 40000000",
        "14, 0a 80000000",
        "14, 0b 00000006",
        "13, 02 02 7fffffff",
        "13, 0b 0c 40000000",
        "13, 0a 0d ffffffff",
        "13, 02 02 0000000b"
    })
    void readAndSkip_sizeBeyondTheBytes_areRefusedWithoutMemory(byte type, String claim) {
        String bytes = claim + "0000000000000000000000000000000000000000";

        assertThat(
                        Allocation.by(
                                () ->
                                        assertThatThrownBy(() -> read(Samples.hex(bytes), type))
                                                .isInstanceOf(ProtocolException.class)
                                                .hasMessageMatching(
                                                        "(string length|container size): .*")))
                .isLessThan(1 << 20);
        assertThatThrownBy(() -> skip(Samples.hex(bytes), type))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(bytes = {2, 3, 4, 6, 8, 10, 11, 12, 13, 14, 15, 16})
    void skip_nothingThere_isRefused(byte type) {
        assertThatThrownBy(() -> skip(Unpooled.EMPTY_BUFFER, type))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 5, 7, 9, 17, 127, -1, -128})
    void skip_unknownType_isRefused(byte type) {
        assertThatThrownBy(() -> skip(Unpooled.wrappedBuffer(new byte[16]), type))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("type " + type + " (expected");
    }

    @ParameterizedTest
    @ValueSource(bytes = {WireTypes.STRUCT, WireTypes.MAP, WireTypes.SET, WireTypes.LIST})
    void readAndSkip_deepestLevel_areTaken(byte type) {
        read(BinaryNesting.of(type, 64), type);
        skip(BinaryNesting.of(type, 64), type);
    }

    @ParameterizedTest
    @CsvSource({"12, 65", "13, 65", "14, 65", "15, 65", "12, 100000", "13, 100000", "15, 100000"})
    void readAndSkip_oneLevelDeeper_areRefused(byte type, int levels) {
        for (Reading reading : List.<Reading>of(this::read, this::skip)) {
            assertThatThrownBy(() -> reading.of(BinaryNesting.of(type, levels), type))
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                    .hasMessage("nesting: 65 levels (expected: at most 64)");
        }
    }

    @Test
    void readAndSkip_moreElementsThanAllowed_areRefused() {
        ByteBuf oneList = Unpooled.buffer().writeBytes(Samples.hex("0c 000f4241"));
        oneList.writeZero(2_000_000);
        for (Reading reading : List.<Reading>of(this::read, this::skip)) {
            assertThatThrownBy(() -> reading.of(oneList.duplicate(), WireTypes.LIST))
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                    .hasMessage(
                            "container elements: over 1000000 in one message (expected: fewer)");
        }
    }

    @Test
    void skip_elementsOfAllContainersTogether_areCounted() {
        ByteBuf threeListsOfTwo = Samples.hex("0f 00000003" + "03 00000002 0000".repeat(3));

        new BinaryReader(threeListsOfTwo.duplicate(), new ReadLimits(64, 9)).skip(WireTypes.LIST);

        assertThatThrownBy(
                        () ->
                                new BinaryReader(threeListsOfTwo, new ReadLimits(64, 8))
                                        .skip(WireTypes.LIST))
                .hasMessage("container elements: over 8 in one message (expected: fewer)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ff", "80", "c0af", "c3", "e282", "eda080", "edb080", "f4908080", "f09f"})
    void readString_notUtf8_isRefused(String bytes) {
        String padding = "61".repeat(9_000);
        for (String text : List.of(bytes, "61" + bytes, bytes + "62", padding + bytes)) {
            ByteBuf in = Samples.hex("%08x".formatted(text.length() / 2) + text);
            assertThatThrownBy(() -> reader(in).readString())
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageEndingWith("... (expected: UTF-8)");
        }
    }

    @Test
    void readString_replacementCharacter_isText() {
        assertThat(reader(Samples.hex("00000003 efbfbd")).readString()).isEqualTo("\ufffd");
    }

    private interface Reading {
        void of(ByteBuf in, byte type);
    }

    private void read(ByteBuf in, byte type) {
        try (BinaryReader reader = reader(in)) {
            OurValues.read(reader, type);
        }
    }

    private void skip(ByteBuf in, byte type) {
        try (BinaryReader reader = reader(in)) {
            reader.skip(type);
        }
    }

    private static BinaryReader reader(ByteBuf in) {
        return new BinaryReader(in, ReadLimits.DEFAULT);
    }
}
