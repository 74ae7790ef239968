package io.harrier.rpc.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class JsonTextWriterTest {
    private static final String[] UNITS = {
        "a",
        "\"",
        "\\",
        "/",
        "\n",
        "\b",
        "\0",
        "\u001f",
        "\u007f",
        "é",
        "漢",
        "🚀",
        "\u2028",
        "abcdefgh"
    };

    @Test
    void writeString_anyText_readsBackByJackson() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String text = text(random, random.nextInt(20));
            assertThat(new JsonMapper().readTree(written(text)).stringValue()).isEqualTo(text);
            assertThat(fromPayload(text)).isEqualTo(written(text));
        }
    }

    @Test
    void close_twice_isGivenBackOnce() {
        JsonTextWriter writer = JsonTextWriter.take();
        writer.close();
        writer.close();

        assertThat(JsonTextWriter.take()).isNotSameAs(JsonTextWriter.take());
    }

    @Test
    void writeString_longerThanItsBuffer_isWhole() {
        String text = text(new Random(2), 50_000);

        assertThat(new JsonMapper().readTree(fromPayload(text)).stringValue()).isEqualTo(text);
    }

    @Test
    void writeString_specials_areEscapedAndNothingElse() {
        assertThat(written("\"\\/\b\f\n\r\t\0\u001f\u007fé漢"))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007fé漢\"");
    }

    @Test
    void writeText_notUtf8_isRefused() {
        for (int[] bytes : new int[][] {{0xFF}, {'a', 0xC3}, {0xED, 0xA0, 0x80}, {0xC0, 0x80}}) {
            ByteBuf in = Unpooled.buffer().writeInt(bytes.length);
            for (int b : bytes) {
                in.writeByte(b);
            }
            try (JsonTextWriter out = JsonTextWriter.take();
                    BinaryReader reader = new BinaryReader(in, ReadLimits.DEFAULT)) {
                assertThatExceptionOfType(ProtocolException.class)
                        .isThrownBy(() -> out.writeText(reader))
                        .withMessageContaining("expected: UTF-8");
            }
        }
    }

    @Test
    void writeBase64_anyBytes_isAsTheJdkHasIt() {
        Random random = new Random(3);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            ByteBuf payload = Unpooled.buffer();
            try (BinaryWriter writer = new BinaryWriter(payload)) {
                writer.writeBinary(ByteBuffer.wrap(bytes));
            }
            try (JsonTextWriter out = JsonTextWriter.take();
                    BinaryReader reader = new BinaryReader(payload, ReadLimits.DEFAULT)) {
                out.writeBase64(reader);
                assertThat(out.toString())
                        .isEqualTo('"' + Base64.getEncoder().encodeToString(bytes) + '"');
            }
        }
    }

    @Test
    void decode_anyLetters_judgesAsTheJdkButWantsPaddingAndNoStrayBits() {
        Random random = new Random(4);
        String letters = "AB9+/=-_ é";
        int right = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n > 0; n--) {
                text.append(letters.charAt(Math.min(random.nextInt(30) / 3, letters.length() - 1)));
            }
            byte[] in = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            byte[] out = new byte[16];
            int length = Base64Text.decode(in, 0, in.length, out);
            byte[] expected = jdk(text.toString());
            assertThat(length).as("%s", text).isEqualTo(expected == null ? -1 : expected.length);
            if (expected != null) {
                right++;
                assertThat(Arrays.copyOf(out, length)).isEqualTo(expected);
            }
        }
        assertThat(right).isGreaterThan(1_000);
    }

    private static byte[] jdk(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    private static String text(Random random, int units) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < units; i++) {
            text.append(UNITS[random.nextInt(UNITS.length)]);
        }
        return text.toString();
    }

    private static String written(String text) {
        try (JsonTextWriter out = JsonTextWriter.take()) {
            out.writeString(text);
            return out.toString();
        }
    }

    private static String fromPayload(String text) {
        ByteBuf payload = Unpooled.directBuffer();
        try (BinaryWriter writer = new BinaryWriter(payload)) {
            writer.writeString(text);
        }
        try (JsonTextWriter out = JsonTextWriter.take();
                BinaryReader reader = new BinaryReader(payload, ReadLimits.DEFAULT)) {
            out.writeText(reader);
            return out.toString();
        } finally {
            payload.release();
        }
    }
}
