package io.harrier.rpc.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.testing.Allocation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonScannerTest {
    private static List<String> valid() {
        return JsonCorpus.valid().stream().map(JsonScannerTest::latin).toList();
    }

    private static List<String> invalid() {
        return JsonCorpus.invalid().stream().map(JsonScannerTest::latin).toList();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void skipValue_validText_passesIt(String latin) {
        byte[] text = bytes(latin);

        assertThat(JsonOracle.isJson(text)).isTrue();
        assertThat(JsonCopy.isJson(text)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void skipValue_invalidText_refusesIt(String latin) {
        byte[] text = bytes(latin);

        assertThat(JsonOracle.isJson(text)).isFalse();
        assertThat(JsonCopy.isJson(text)).isFalse();
    }

    @Test
    void close_twice_isGivenBackOnce() {
        JsonScanner scanner = JsonScanner.of(new byte[0], 0, 0, 4);
        scanner.close();
        scanner.close();

        assertThat(JsonScanner.of(new byte[0], 0, 0, 4))
                .isNotSameAs(JsonScanner.of(new byte[0], 0, 0, 4));
    }

    @Test
    void corpus_hasHundredsOfCases() {
        assertThat(valid()).hasSizeGreaterThan(120).doesNotHaveDuplicates();
        assertThat(invalid()).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    @Test
    void skipValue_oneByteChangedAddedOrGone_judgesAsTheOracle() {
        Random random = new Random(1);
        for (byte[] text : texts()) {
            for (int i = 0; i < 200; i++) {
                byte[] changed = change(text, random);
                assertThat(JsonCopy.isJson(changed))
                        .as(() -> latin(changed))
                        .isEqualTo(JsonOracle.isJson(changed));
            }
        }
    }

    @Test
    void copy_validTextsOneInTheOther_meansTheSame() {
        Random random = new Random(2);
        for (int i = 0; i < 3_000; i++) {
            byte[] text = bytes(nested(random, 6));
            assertThat(JsonTrees.sameMeaning(text, JsonCopy.of(text))).as(latin(text)).isTrue();
        }
    }

    @Test
    void beginArray_tooDeep_isRefusedAsALimit() {
        byte[] text = ("[".repeat(65) + "]".repeat(65)).getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> JsonCopy.of(text))
                .withMessageContaining(
                        "expected at most 64 levels, got one more (line 1, column 65")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED));
        assertThat(
                        JsonCopy.of(
                                "["
                                        .repeat(64)
                                        .concat("]".repeat(64))
                                        .getBytes(StandardCharsets.UTF_8)))
                .hasSize(128);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "x1"            | expected i32, got "x1" (line 1, column 1, byte 0 of the JSON text)
                    \\n\\n "x1"     | expected i32, got "x1" (line 3, column 2, byte 3 of the JSON text)
                    true            | expected i32, got true (line 1, column 1, byte 0 of the JSON text)
                    {"a":1}         | expected i32, got an object (line 1, column 1, byte 0 of the JSON text)
                    [1]             | expected i32, got an array (line 1, column 1, byte 0 of the JSON text)
                    2147483648      | expected i32, got 2147483648 (line 1, column 1, byte 0 of the JSON text)
                    -2147483649     | expected i32, got -2147483649 (line 1, column 1, byte 0 of the JSON text)
                    1.5             | expected i32, got 1.5 (line 1, column 1, byte 0 of the JSON text)
                    1e99            | expected i32, got 1e99 (line 1, column 1, byte 0 of the JSON text)
                    99999999999999999999 | expected i32, got 99999999999999999999 (line 1, column 1, byte 0 of the JSON text)
                    007             | expected a number without leading zeros, got 007 (line 1, column 1, byte 0 of the JSON text)
                    -x              | expected i32, got -x (line 1, column 1, byte 0 of the JSON text)
                    """)
    void readLong_otherValue_saysWhatAndWhere(String text, String message) {
        byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
        try (JsonScanner in = JsonScanner.of(bytes, 0, bytes.length, 8)) {
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> in.readLong(Integer.MIN_VALUE, Integer.MAX_VALUE, "i32"))
                    .withMessage(message);
        }
    }

    @Test
    void readLong_failed_leavesTheNumber() {
        byte[] bytes = "[4294967296, 2.5]".getBytes(StandardCharsets.UTF_8);
        try (JsonScanner in = JsonScanner.of(bytes, 0, bytes.length, 8)) {
            in.beginArray("an array");
            in.nextElement();
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> in.readLong(0, 9, "digit"));
            assertThat(in.readLong(0, Long.MAX_VALUE, "i64")).isEqualTo(4294967296L);
            in.nextElement();
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> in.readLong(0, 9, "digit"));
            assertThat(in.readDouble("double")).isEqualTo(2.5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e3, 1000",
        "120e-1, 12",
        "-0, 0",
        "-0.0, 0",
        "9007199254740992e0, 9007199254740992",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "999999999999999999, 999999999999999999",
        "1000000000000000000, 1000000000000000000"
    })
    void readLong_wholeInAnyForm_isRead(String text, long value) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (JsonScanner in = JsonScanner.of(bytes, 0, bytes.length, 8)) {
            assertThat(in.readLong(Long.MIN_VALUE, Long.MAX_VALUE, "i64")).isEqualTo(value);
            in.finish();
        }
    }

    @Test
    void of_directBuffer_isReadWithItsIndexesUnmoved() {
        ByteBuf text = Unpooled.directBuffer().writeBytes("xx[1]".getBytes(StandardCharsets.UTF_8));
        text.readerIndex(2);
        try (JsonScanner in = JsonScanner.of(text, 8)) {
            in.skipValue();
            in.finish();
        }
        assertThat(text.readerIndex()).isEqualTo(2);
        text.release();
    }

    @Test
    void count_nestedArrays_looksAtEachByteOnce() {
        int depth = 10_000;
        byte[] text =
                ("[1,".repeat(depth) + "2" + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
        try (JsonScanner in = JsonScanner.of(text, 0, text.length, depth)) {
            for (int i = 0; i < depth; i++) {
                assertThat(in.count()).isEqualTo(2);
                in.beginArray("an array");
                in.nextElement();
                in.readLong(1, 1, "1");
                in.nextElement();
            }
        }
    }

    @Test
    void copy_again_takesNoMemory() {
        byte[] text =
                "{\"a\":[1,2.25,{\"b\":\"c\\n漢\"}],\"d\":[[1],[2,3]],\"e\":1.7976931348623157e308}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            walk(text);
        }
        assertThat(Allocation.by(() -> walk(text))).isLessThan(100);
    }

    private static void walk(byte[] text) {
        try (JsonScanner in = JsonScanner.of(text, 0, text.length, 8)) {
            in.count();
            in.skipValue();
            in.finish();
        }
    }

    private static List<byte[]> texts() {
        List<byte[]> texts = new ArrayList<>(JsonCorpus.valid());
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            texts.add(bytes(nested(random, 3)));
        }
        return texts;
    }

    /** Valid texts of the corpus as parts of a larger one. */
    private static String nested(Random random, int levels) {
        List<String> texts = valid();
        if (levels == 0 || random.nextInt(4) == 0) {
            return texts.get(random.nextInt(texts.size()));
        }
        List<String> parts = new ArrayList<>();
        boolean isObject = random.nextBoolean();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add((isObject ? "\"n" + i + "\" :" : "") + nested(random, levels - 1));
        }
        String inside = String.join(",", parts);
        return isObject ? "{" + inside + "}" : "[" + inside + "]";
    }

    private static byte[] change(byte[] text, Random random) {
        String likely =
                "\"\\{}[]:,0123456789eE+-.tfnau/ \n\0\t\u00e9\u00ff\u0080\u00c3\u00ed\u00a0";
        char with =
                random.nextInt(5) == 0
                        ? (char) random.nextInt(256)
                        : likely.charAt(random.nextInt(likely.length()));
        StringBuilder changed = new StringBuilder(latin(text));
        int at = random.nextInt(changed.length() + 1);
        switch (random.nextInt(3)) {
            case 0 -> changed.insert(at, with);
            case 1 -> changed.replace(at, Math.min(at + 1, changed.length()), "" + with);
            default -> changed.delete(at, Math.min(at + 1, changed.length()));
        }
        return bytes(changed.toString());
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
