package io.harrier.rpc.protocol.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.OurValues;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.Samples;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.testing.Allocation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and what is just taken. */
final class CompactReaderTest {
    @ParameterizedTest
    @CsvSource({"01, true", "02, false", "00, false"})
    void readBool_element_isOneForTrue(String hex, boolean value) {
        assertThat(reader(hex).readBool()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "7f", "ff"})
    void readBool_otherElement_isRefused(String hex) {
        assertThatThrownBy(() -> reader(hex).readBool())
                .isInstanceOf(ProtocolException.class)
                .hasMessageEndingWith(" (expected: 1, or 2 or 0 for false)");
    }

    @Test
    void beginElements_ofEitherBool_areBools() {
        for (String head : List.of("2101020000", "2201020000")) {
            CompactReader in = reader(head);
            assertThat(in.beginElements(WireTypes.LIST, WireTypes.BOOL)).isEqualTo(2);
            assertThat(in.readBool()).isTrue();
            assertThat(in.readBool()).isFalse();
        }
    }

    @Test
    void beginElements_emptyWithoutAType_isEmpty() {
        assertThat(reader("00").beginElements(WireTypes.LIST, WireTypes.STRING)).isZero();
    }

    @Test
    void readBool_fieldThatNobodyRead_isForgotten() {
        CompactReader in = reader("11 22 01 02");
        in.beginStruct();
        assertThat(in.nextField()).isTrue();
        assertThat(in.nextField()).isTrue();
        in.skipField();

        assertThat(in.readBool()).isTrue();
        assertThat(in.readBool()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8000, 0", "ffff7f, -1048576", "8080808000, 0", "ffffffff0f, -2147483648"})
    void readI32_longerThanNeeded_isTaken(String hex, int value) {
        assertThat(reader(hex).readI32()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "8080808080, varint: over 5 bytes (expected: at most that)",
        "808080808000, varint: over 5 bytes (expected: at most that)",
        "ffffffff10, varint: last byte of 5: 16 (expected: at most 15)",
        "ffffff, 'end of message: in a varint (expected: its last byte, below 0x80)'"
    })
    void readI32_noVarintOf32Bits_isRefused(String hex, String message) {
        assertThatThrownBy(() -> reader(hex).readI32())
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "8080808080808080808000, varint: over 10 bytes (expected: at most that)",
        "ffffffffffffffffff02, varint: last byte of 10: 2 (expected: at most 1)"
    })
    void readI64_noVarintOf64Bits_isRefused(String hex, String message) {
        assertThatThrownBy(() -> reader(hex).readI64())
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"808004", "ffffffff0f"})
    void readI16_outOfRange_isRefused(String hex) {
        assertThatThrownBy(() -> reader(hex).readI16())
                .isInstanceOf(ProtocolException.class)
                .hasMessageEndingWith("(expected: -32768..32767)");
    }

    @Test
    void nextField_idOverTheLast_isRefused() {
        assertThatThrownBy(() -> skip(Samples.hex("05 feff03 02 15 02 00"), WireTypes.STRUCT))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("field id: 32768 (expected: -32768..32767)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "1e", "1f", "0e", "0f"})
    void nextField_unknownType_isRefused(String head) {
        assertThatThrownBy(() -> skip(Samples.hex(head + "000000"), WireTypes.STRUCT))
                .isInstanceOf(ProtocolException.class)
                .hasMessageMatching("compact type (0|14|15) \\(expected: 1..13\\)");
    }

    @ParameterizedTest
    @CsvSource({
        "11, ffffffff07",
        "11, ffffffff0f",
        "11, 8080808004",
        "11, 09",
        "15, f1 ffffffff07",
        "15, f6 8080808004",
        "15, fc ffffffff0f",
        "15, 98",
        "15, 27",
        "15, 1d",
        "14, f8 ffffffff07",
        "13, ffffffff07 11",
        "13, ffffffff0f 8c",
        "13, 05 33",
        "13, 01 d3",
        "13, 01 77"
    })
    void readAndSkip_sizeBeyondTheBytes_areRefusedWithoutMemory(byte type, String claim) {
        String bytes = claim + "0000000000000000";

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
        read(CompactNesting.of(type, 64), type);
        skip(CompactNesting.of(type, 64), type);
    }

    @ParameterizedTest
    @CsvSource({"12, 65", "13, 65", "14, 65", "15, 65", "12, 100000", "13, 100000", "15, 100000"})
    void readAndSkip_oneLevelDeeper_areRefused(byte type, int levels) {
        for (Reading reading : List.<Reading>of(this::read, this::skip)) {
            assertThatThrownBy(() -> reading.of(CompactNesting.of(type, levels), type))
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
                    .hasMessage("nesting: 65 levels (expected: at most 64)");
        }
    }

    @Test
    void readAndSkip_moreElementsThanAllowed_areRefused() {
        ByteBuf oneList = Unpooled.buffer().writeBytes(Samples.hex("fc c1843d"));
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

    @ParameterizedTest
    @ValueSource(strings = {"ff", "80", "c0af", "c3", "e282", "eda080", "f4908080", "f09f"})
    void readString_notUtf8_isRefused(String bytes) {
        assertThatThrownBy(() -> reader("0" + bytes.length() / 2 + bytes).readString())
                .isInstanceOf(ProtocolException.class)
                .hasMessageEndingWith("... (expected: UTF-8)");
    }

    private interface Reading {
        void of(ByteBuf in, byte type);
    }

    private void read(ByteBuf in, byte type) {
        try (CompactReader reader = new CompactReader(in, ReadLimits.DEFAULT)) {
            OurValues.read(reader, type);
        }
    }

    private void skip(ByteBuf in, byte type) {
        try (CompactReader reader = new CompactReader(in, ReadLimits.DEFAULT)) {
            reader.skip(type);
        }
    }

    private static CompactReader reader(String hex) {
        return new CompactReader(Samples.hex(hex), ReadLimits.DEFAULT);
    }
}
