package io.harrier.rpc.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.protocol.ReadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings of all lengths and alphabets. */
final class BinaryWriterTest {
    @ParameterizedTest
    @CsvSource({
        "hi, 000000026869",
        "é, 00000002c3a9",
        "漢, 00000003e6bca2",
        "🚀, 00000004f09f9a80",
        "'', 00000000"
    })
    void writeString_short_isLengthAndUtf8(String text, String hex) {
        assertThat(ByteBufUtil.hexDump(written(text))).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude80", "a\ud83d", "\ude80\ud83d"})
    void writeString_loneSurrogate_becomesQuestionMark(String text) {
        String expected = text.replaceAll("[^a]", "?");

        assertThat(written(text)).isEqualTo(written(expected));
    }

    @Test
    void close_twice_isGivenBackOnce() {
        ByteBuf out = Unpooled.buffer();
        BinaryWriter writer = BinaryWriter.take(out);
        writer.close();
        writer.close();

        assertThat(BinaryWriter.take(out)).isNotSameAs(BinaryWriter.take(out));
    }

    @Test
    void writeString_loneSurrogateBeforeOtherText_keepsThatText() {
        assertThat(ByteBufUtil.hexDump(written("\ud83d漢"))).isEqualTo("00000004" + "3fe6bca2");
    }

    @ParameterizedTest
    @ValueSource(ints = {8_191, 8_192, 8_193, 100_000})
    void writeString_aroundTheScratchArray_losesNothing(int length) {
        for (String unit : new String[] {"x", "é", "漢", "🚀"}) {
            String text = unit.repeat(length);

            assertThat(reader(written(text)).readString()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x, 8192, 8192",
        "x, 8193, 8193",
        "é, 5000, 10000",
        "漢, 100, 300",
        "🚀, 9000, 36000"
    })
    void writeString_roomForJustThisText_fits(String unit, int count, int bytes) {
        ByteBuf out = Unpooled.buffer(16, 4 + bytes);

        write(out, unit.repeat(count));

        assertThat(out.readableBytes()).isEqualTo(4 + bytes);
    }

    @ParameterizedTest
    @CsvSource({"x, 10, 9", "x, 9000, 8999", "é, 5000, 9999"})
    void writeString_lessRoom_throwsIndexOutOfBounds(String unit, int count, int bytes) {
        ByteBuf out = Unpooled.buffer(0, 4 + bytes);

        assertThatThrownBy(() -> write(out, unit.repeat(count)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void writeBinary_partOfABuffer_writesThatAndLeavesThePosition() {
        ByteBuffer value = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}).position(1).limit(3);
        ByteBuf out = Unpooled.buffer();
        try (BinaryWriter writer = new BinaryWriter(out)) {
            writer.writeBinary(value);
        }

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("000000020102");
        assertThat(value.position()).isEqualTo(1);
    }

    private static ByteBuf written(String text) {
        ByteBuf out = Unpooled.buffer();
        write(out, text);
        return out;
    }

    private static void write(ByteBuf out, String text) {
        try (BinaryWriter writer = new BinaryWriter(out)) {
            writer.writeString(text);
        }
    }

    private static BinaryReader reader(ByteBuf in) {
        return new BinaryReader(in, ReadLimits.DEFAULT);
    }
}
