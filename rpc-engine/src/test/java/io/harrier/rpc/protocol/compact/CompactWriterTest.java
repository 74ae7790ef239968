package io.harrier.rpc.protocol.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes, one thing at a time. */
final class CompactWriterTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, 01",
        "1, 02",
        "63, 7e",
        "-64, 7f",
        "64, 8001",
        "150, ac02",
        "2147483647, feffffff0f",
        "-2147483648, ffffffff0f"
    })
    void writeI32_isZigzagVarint(int value, String hex) {
        assertThat(written(out -> out.writeI32(value))).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, feffffffffffffffff01",
        "-9223372036854775808, ffffffffffffffffff01",
        "4294967296, 8080808020"
    })
    void writeI64_isZigzagVarint(long value, String hex) {
        assertThat(written(out -> out.writeI64(value))).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({"1, 15", "15, f5", "16, 0520", "0, 0500", "-1, 0501", "32767, 05feff03"})
    void field_first_isStepFromZeroOrWholeId(int id, String head) {
        assertThat(
                        written(
                                out -> {
                                    out.beginStruct();
                                    out.field(WireTypes.I32, id);
                                    out.writeI32(1);
                                    out.endStruct();
                                }))
                .isEqualTo(head + "02" + "00");
    }

    @Test
    void field_afterNestedStruct_isStepFromThatStructsOwnField() {
        assertThat(
                        written(
                                out -> {
                                    out.beginStruct();
                                    out.field(WireTypes.STRUCT, 3);
                                    out.beginStruct();
                                    out.field(WireTypes.I8, 9);
                                    out.writeI8((byte) 7);
                                    out.endStruct();
                                    out.field(WireTypes.I8, 4);
                                    out.writeI8((byte) 8);
                                    out.endStruct();
                                }))
                .isEqualTo("3c" + "9307" + "00" + "1308" + "00");
    }

    @Test
    void writeBool_inAField_isItsHead() {
        assertThat(
                        written(
                                out -> {
                                    out.beginStruct();
                                    out.field(WireTypes.BOOL, 1);
                                    out.writeBool(true);
                                    out.field(WireTypes.BOOL, 2);
                                    out.writeBool(false);
                                    out.field(WireTypes.BOOL, 100);
                                    out.writeBool(true);
                                    out.endStruct();
                                }))
                .isEqualTo("11" + "12" + "01c801" + "00");
    }

    @Test
    void writeBool_inContainers_isAByte() {
        assertThat(
                        written(
                                out -> {
                                    out.beginElements(WireTypes.LIST, WireTypes.BOOL, 2);
                                    out.writeBool(true);
                                    out.writeBool(false);
                                    out.endElements();
                                    out.beginEntries(WireTypes.BOOL, WireTypes.I8, 1);
                                    out.writeBool(false);
                                    out.writeI8((byte) 5);
                                    out.endEntries();
                                }))
                .isEqualTo("21" + "01" + "02" + "01" + "13" + "02" + "05");
    }

    @ParameterizedTest
    @CsvSource({"0, 03", "14, e3", "15, f30f", "128, f38001"})
    void beginElements_isSizeAndTypeInOneByteWhileItFits(int count, String head) {
        assertThat(written(out -> out.beginElements(WireTypes.SET, WireTypes.I8, count)))
                .isEqualTo(head);
    }

    @Test
    void beginEntries_none_isOneByteWithoutTypes() {
        assertThat(written(out -> out.beginEntries(WireTypes.STRING, WireTypes.I64, 0)))
                .isEqualTo("00");
    }

    @Test
    void writeDouble_isLittleEndian() {
        assertThat(written(out -> out.writeDouble(1.0))).isEqualTo("000000000000f03f");
    }

    @Test
    void writeUuid_isSixteenBytesInOrder() {
        UUID id = new UUID(0x0011223344556677L, 0x8899aabbccddeeffL);

        assertThat(written(out -> out.writeUuid(id))).isEqualTo("00112233445566778899aabbccddeeff");
    }

    @Test
    void writeBinary_partOfABuffer_writesThatAndLeavesThePosition() {
        ByteBuffer value = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}).position(1).limit(3);

        assertThat(written(out -> out.writeBinary(value))).isEqualTo("02" + "0102");
        assertThat(value.position()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hi", "é", "漢", "🚀", "\ud83d", "\ude80", "a\ud83dé", "\ude80\ud83d漢"})
    void writeString_ofAnyLength_beginsWithItsLengthInBytes(String unit) {
        for (int times : new int[] {1, 42, 64, 5_000}) {
            byte[] utf8 = unit.repeat(times).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            ByteBuf expected = Unpooled.buffer();
            Varints.writeUnsigned(utf8.length, expected);

            assertThat(written(out -> out.writeString(unit.repeat(times))))
                    .isEqualTo(ByteBufUtil.hexDump(expected) + ByteBufUtil.hexDump(utf8));
        }
    }

    @Test
    void field_unknownType_isRefused() {
        assertThatThrownBy(() -> written(out -> out.field((byte) 7, 1)))
                .hasMessage("type 7 (expected: one of 2, 3, 4, 6, 8, 10..16)");
    }

    private static String written(Consumer<CompactWriter> writing) {
        ByteBuf bytes = Unpooled.buffer();
        try (CompactWriter out = new CompactWriter(bytes)) {
            writing.accept(out);
        }
        return ByteBufUtil.hexDump(bytes);
    }
}
