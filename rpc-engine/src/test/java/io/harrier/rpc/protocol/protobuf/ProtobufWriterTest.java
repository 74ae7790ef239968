package io.harrier.rpc.protocol.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtobufWriterTest {
    @Test
    void write_plainZeros_leavesThemAway() {
        assertThat(
                        bytes(
                                out -> {
                                    out.plainField(WireTypes.I32, 1);
                                    out.writeI32(0);
                                    out.plainField(WireTypes.BOOL, 2);
                                    out.writeBool(false);
                                    out.plainField(WireTypes.DOUBLE, 3);
                                    out.writeDouble(0.0);
                                    out.plainField(WireTypes.STRING, 4);
                                    out.writeString("");
                                }))
                .isEmpty();
    }

    @Test
    void write_zerosThatSaySomething_keepsThem() {
        assertThat(
                        bytes(
                                out -> {
                                    out.field(WireTypes.I32, 1);
                                    out.writeI32(0);
                                    out.field(WireTypes.STRING, 4);
                                    out.writeString("");
                                    out.plainField(WireTypes.DOUBLE, 3);
                                    out.writeDouble(-0.0);
                                }))
                .isEqualTo("0800" + "2200" + "190000000000000080");
    }

    @Test
    void write_aNegativeNumber_takesTenBytes() {
        assertThat(
                        bytes(
                                out -> {
                                    out.field(WireTypes.I8, 1);
                                    out.writeI8((byte) -1);
                                }))
                .isEqualTo("08ffffffffffffffffff01");
    }

    @Test
    void write_uuid_isSixteenBytes() {
        UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

        assertThat(
                        bytes(
                                out -> {
                                    out.plainField(WireTypes.UUID, 16);
                                    out.writeUuid(id);
                                }))
                .isEqualTo("82011000112233445566778899aabbccddeeff");
    }

    /** Half a pair of surrogates where the text is cut in pieces, and one that stays alone. */
    @Test
    void writeString_surrogates_asTheJdkDoes() {
        String text = "x".repeat(2047) + "\ud83d\ude00" + "y".repeat(3000) + "\ud83d";

        assertThat(
                        bytes(
                                out -> {
                                    out.field(WireTypes.STRING, 1);
                                    out.writeString(text);
                                }))
                .endsWith(
                        ByteBufUtil.hexDump(
                                text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {126, 127, 128, 16_383, 16_384, 100_000, 3_000_000})
    void write_nestedStruct_hasTheShortestLength(int bytes) {
        String text = "x".repeat(bytes);
        ByteBuf out = Unpooled.buffer();
        try (ProtocolWriter writer = ProtobufProtocol.MESSAGE.writer(out)) {
            writer.beginStruct();
            for (int i = 0; i < 2; i++) {
                writer.field(WireTypes.STRUCT, 1);
                writer.beginStruct();
                writer.field(WireTypes.STRING, 2);
                writer.writeString(text);
                writer.endStruct();
            }
            writer.endStruct();
        }
        int inner = 1 + PageWriter.sizeOf(bytes) + bytes;

        assertThat(out.readableBytes()).isEqualTo(2 * (1 + PageWriter.sizeOf(inner) + inner));
    }

    @Test
    void write_structInTheValueOfAMapInTheValueOfAMap_closesEach() {
        assertThat(
                        bytes(
                                out -> {
                                    out.field(WireTypes.MAP, 1);
                                    out.beginEntries(WireTypes.STRING, WireTypes.STRUCT, 1);
                                    out.writeString("a");
                                    out.beginStruct();
                                    out.field(WireTypes.MAP, 3);
                                    out.beginEntries(WireTypes.I32, WireTypes.BOOL, 2);
                                    out.writeI32(7);
                                    out.writeBool(true);
                                    out.writeI32(0);
                                    out.writeBool(false);
                                    out.endEntries();
                                    out.endStruct();
                                    out.endEntries();
                                    out.field(WireTypes.I32, 2);
                                    out.writeI32(5);
                                }))
                .isEqualTo("0a11" + "0a0161" + "120c" + "1a0408071001" + "1a0408001000" + "1005");
    }

    @Test
    void write_largerThanTheBufferMayGrow_throws() {
        ByteBuf out = Unpooled.buffer(16, 1024);
        ProtocolWriter writer = ProtobufProtocol.MESSAGE.writer(out);

        assertThatThrownBy(
                        () -> {
                            writer.beginStruct();
                            for (int i = 0; i < 1_000_000; i++) {
                                writer.field(WireTypes.STRING, 1);
                                writer.writeString("x".repeat(1000));
                            }
                            writer.endStruct();
                        })
                .isInstanceOf(IndexOutOfBoundsException.class);
        writer.close();
    }

    @Test
    void write_listOfLists_throws() {
        assertThatThrownBy(
                        () ->
                                bytes(
                                        out -> {
                                            out.field(WireTypes.LIST, 1);
                                            out.beginElements(WireTypes.LIST, WireTypes.LIST, 1);
                                        }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "field 1: list of list (expected: scalars, strings or structs, as Protobuf"
                                + " has nothing else; put the inner one in a struct)");
    }

    @Test
    void write_mapWithKeysOfDouble_throws() {
        assertThatThrownBy(
                        () ->
                                bytes(
                                        out -> {
                                            out.field(WireTypes.MAP, 1);
                                            out.beginEntries(WireTypes.DOUBLE, WireTypes.I32, 1);
                                        }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("map with keys of double");
    }

    @Test
    void writeArguments_ofNoParameter_isAnEmptyMessage() {
        ByteBuf out = Unpooled.buffer();
        try (ProtocolWriter writer = ProtobufProtocol.ARGUMENTS.writer(out)) {
            writer.beginStruct();
            writer.endStruct();
        }

        assertThat(out.readableBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(bytes = {WireTypes.I32, WireTypes.STRING, WireTypes.LIST})
    void writeArguments_withoutAStruct_throws(byte type) {
        try (ProtocolWriter writer = ProtobufProtocol.ARGUMENTS.writer(Unpooled.buffer())) {
            writer.beginStruct();

            assertThatThrownBy(() -> writer.field(type, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("as field 1 (expected: one struct;");
        }
    }

    @Test
    void writeArguments_ofTwoParameters_throws() {
        try (ProtocolWriter writer = ProtobufProtocol.ARGUMENTS.writer(Unpooled.buffer())) {
            writer.beginStruct();
            writer.field(WireTypes.STRUCT, 1);
            writer.beginStruct();
            writer.endStruct();

            assertThatThrownBy(() -> writer.field(WireTypes.STRUCT, 2))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String bytes(Consumer<ProtocolWriter> fields) {
        ByteBuf out = Unpooled.buffer();
        try (ProtocolWriter writer = ProtobufProtocol.MESSAGE.writer(out)) {
            writer.beginStruct();
            fields.accept(writer);
            writer.endStruct();
        }
        return ByteBufUtil.hexDump(out);
    }
}
