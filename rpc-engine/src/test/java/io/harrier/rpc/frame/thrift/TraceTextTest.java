package io.harrier.rpc.frame.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceTextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String W3C = "00-" + TRACE + '-' + SPAN + "-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceparent",
                "RPC_TRANSIT_traceparent",
                "RPC_TRANSIT_TRACEPARENT",
                "Traceparent"
            })
    void head_withATraceparent_hasItsIds(String key) {
        HeaderBlock head = head(key, W3C);

        assertThat(head.hasTrace()).isTrue();
        assertThat(head.traceHi()).isEqualTo(0x4bf92f3577b34da6L);
        assertThat(head.traceLo()).isEqualTo(0xa3ce929d0e0e4736L);
        assertThat(head.traceSpanId()).isEqualTo(0x00f067aa0ba902b7L);
        assertThat(head.traceFlags()).isEqualTo(1);
        assertThat(head.hasMetadata()).as("is no value of the user's").isFalse();
    }

    /** Cases of W3C's own test suite among them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + '-' + SPAN,
                "00-" + TRACE + '-' + SPAN + "-0",
                "00-" + TRACE + '-' + SPAN + "-01-what",
                "00-" + TRACE + '-' + SPAN + "-01.",
                "00-" + TRACE + '-' + SPAN + "-0G",
                "00-" + TRACE + '-' + SPAN + "-.0",
                "ff-" + TRACE + '-' + SPAN + "-01",
                ".0-" + TRACE + '-' + SPAN + "-01",
                "0-" + TRACE + '-' + SPAN + "-011",
                "cc-" + TRACE + '-' + SPAN + "-01what",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-00F067AA0BA902B7-01",
                "00-" + TRACE + "é00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e473é-f067aa0ba902b7-01",
            })
    void head_withWhatIsNoTraceparent_hasNoTrace(String value) {
        assertThat(head("traceparent", value).hasTrace()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cc-" + TRACE + '-' + SPAN + "-01", "cc-" + TRACE + '-' + SPAN + "-01-x"})
    void head_ofALaterVersion_isReadAsThisOne(String value) {
        assertThat(head("traceparent", value).traceSpanId()).isEqualTo(0x00f067aa0ba902b7L);
    }

    @ParameterizedTest
    @CsvSource({
        TRACE + '-' + SPAN + "-1, 1",
        TRACE + '-' + SPAN + "-d, 1",
        TRACE + '-' + SPAN + "-0, 0",
        TRACE + '-' + SPAN + ", 0",
        TRACE + '-' + SPAN + "-1-05e3ac9a4f6e3b90, 1",
        "a3ce929d0e0e4736-" + SPAN + "-1, 1",
        "a3ce929d0e0e4736-" + SPAN + ", 0"
    })
    void head_withB3_hasItsIds(String value, int flags) {
        HeaderBlock head = head("RPC_TRANSIT_b3", value);

        assertThat(head.hasTrace()).isTrue();
        assertThat(head.traceHi()).isEqualTo(value.startsWith("4b") ? 0x4bf92f3577b34da6L : 0);
        assertThat(head.traceLo()).isEqualTo(0xa3ce929d0e0e4736L);
        assertThat(head.traceSpanId()).isEqualTo(0x00f067aa0ba902b7L);
        assertThat(head.traceFlags()).isEqualTo(flags);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "", TRACE, TRACE + "-0000000000000000-1", TRACE + '-' + SPAN + "1"})
    void head_withWhatIsNoB3_hasNoTrace(String value) {
        assertThat(head("b3", value).hasTrace()).isFalse();
    }

    @Test
    void head_withBoth_hasW3cs() {
        String other = "1111111111111111-2222222222222222-0";
        assertThat(head("b3", other, "traceparent", W3C).traceFlags()).isEqualTo(1);
        assertThat(head("traceparent", W3C, "b3", other).traceFlags()).isEqualTo(1);
        assertThat(head("traceparent", "00-bad", "b3", other).traceHi()).isZero();
    }

    @Test
    void head_withTracestate_hasItAsItCame() {
        assertThat(head("tracestate", "ot=th:8,v=é").traceState()).isEqualTo("ot=th:8,v=é");
        assertThat(head("tracestate", "").traceState()).isNull();
        assertThat(head("tracestate", "x".repeat(512)).traceState()).hasSize(512);
        assertThat(head("tracestate", "x".repeat(513)).traceState()).isNull();
    }

    @Test
    void head_withOtherKeysOfTheSameLength_hasThemAsMetadata() {
        assertThat(head("RPC_TRANSIT_b4", "v").transientValue("b4")).isEqualTo("v");
        assertThat(head("RPC_TRANSIT_TRACEPARENX", "v").transientValue("TRACEPARENX"))
                .isEqualTo("v");
        assertThat(head("tracestatX", "v").hasMetadata()).isTrue();
    }

    @Test
    void writer_ofATrace_writesBothForms() {
        ByteBuf out = Unpooled.buffer();
        TTHeaderWriter writer = new TTHeaderWriter(out, 0, 7, 0);
        writer.trace(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L, 0x00f067aa0ba902b7L, 1, "v=1", true);
        writer.ints(HeaderTemplate.NONE, 0, null);
        writer.finish();

        assertThat(out.toString(StandardCharsets.ISO_8859_1))
                .contains(
                        "\1\0\3\0\27RPC_TRANSIT_traceparent\0\67" + W3C,
                        "\0\16RPC_TRANSIT_b3\0\63" + TRACE + '-' + SPAN + "-1",
                        "\0\26RPC_TRANSIT_tracestate\0\3v=1");
        HeaderBlock read = read(out);
        assertThat(read.traceLo()).isEqualTo(0xa3ce929d0e0e4736L);
        assertThat(read.traceState()).isEqualTo("v=1");
    }

    @Test
    void writer_ofRandomIds_isReadBack() {
        Random random = new Random(17);
        for (int i = 0; i < 1_000; i++) {
            long hi = random.nextLong();
            long lo = random.nextLong();
            ByteBuf out = Unpooled.buffer();
            TTHeaderWriter writer = new TTHeaderWriter(out, 0, 7, 0);
            writer.trace(hi, lo, lo ^ hi, i & 3, null, i % 2 == 0);
            writer.ints(HeaderTemplate.NONE, 0, null);
            HeaderBlock head = read(out);

            assertThat(head.traceHi()).isEqualTo(hi);
            assertThat(head.traceLo()).isEqualTo(lo);
            assertThat(head.traceSpanId()).isEqualTo(lo ^ hi);
            assertThat(head.traceFlags()).isEqualTo(i & 3);
        }
    }

    @Test
    void hex_ofAnyNumber_isItsEightDigits() {
        Random random = new Random(23);
        for (int i = 0; i < 10_000; i++) {
            int number = random.nextInt();
            String text =
                    new String(
                            Unpooled.copyLong(TraceText.hex(number)).array(),
                            StandardCharsets.ISO_8859_1);

            assertThat(text).isEqualTo(HexFormat.of().toHexDigits(number));
        }
    }

    /** Every byte at every place among digits. */
    @Test
    void digits_ofAnyBytes_areTheNumberOrNone() {
        Random random = new Random(29);
        for (int i = 0; i < 8 * 256; i++) {
            byte[] text =
                    HexFormat.of()
                            .toHexDigits(random.nextInt())
                            .getBytes(StandardCharsets.ISO_8859_1);
            text[i & 7] = (byte) (i >> 3);
            String said = new String(text, StandardCharsets.ISO_8859_1);

            assertThat(TraceText.digits(text, 0))
                    .as(said)
                    .isEqualTo(said.matches("[0-9a-f]{8}") ? Long.parseLong(said, 16) : -1);
        }
    }

    private static HeaderBlock head(String... pairs) {
        ByteBuf out = Unpooled.buffer();
        out.writeByte(TTHeader.SECTION_STRINGS).writeShort(pairs.length / 2);
        for (String text : pairs) {
            TTHeaderWriter.text(out, text);
        }
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return new HeaderBlock(bytes, 0);
    }

    /** Of a whole header: its variable part stands behind 14 bytes, its sections behind 16. */
    private static HeaderBlock read(ByteBuf out) {
        byte[] bytes = new byte[out.writerIndex() - 14];
        out.getBytes(14, bytes);
        return new HeaderBlock(bytes, 2);
    }
}
