package io.harrier.rpc.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strings of every kind and length, against the JDK's own encoder. */
final class ScratchEncodeTest {
    private static final String[] UNITS = {
        "a", "\0", "\u007f", "\u0080", "é", "ÿ", "\u0100", "漢", "\uFFFF", "🚀", "\ud800", "\udc00"
    };

    private final Scratch scratch = Scratch.take();

    @AfterEach
    void giveBack() {
        scratch.give();
    }

    @Test
    void encode_anyString_isUtf8() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            boolean isMixed = random.nextInt(3) == 0;
            for (int left = random.nextInt(70); left > 0; left--) {
                text.append(isMixed ? UNITS[random.nextInt(UNITS.length)] : "x");
            }
            assertEncoded(text.toString(), random.nextInt(9));
        }
    }

    /** The bytes that tell ASCII from other text are themselves behind what is not. */
    @Test
    void encode_oneLetterInASCII_isUtf8() {
        for (String unit : UNITS) {
            for (int length = 21; length < 60; length++) {
                for (int at = 0; at <= length; at++) {
                    String text = "x".repeat(at) + unit + "\0".repeat(length - at);

                    for (int calm = 0; calm < 33; calm++) {
                        scratch.encode("y".repeat(30), 0); // so that it trusts in ASCII again
                    }
                    assertEncoded(text, 3);
                }
            }
        }
    }

    @Test
    void encode_theLongest_fits() {
        int at = Scratch.BYTES - 3 * Scratch.CHARS - Scratch.MARGIN;
        assertEncoded("x".repeat(Scratch.CHARS), at);
        assertEncoded("漢".repeat(Scratch.CHARS), at);
    }

    private void assertEncoded(String text, int at) {
        int end = scratch.encode(text, at);
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(scratch.bytes(), at, end, expected, 0, expected.length)) {
            assertThat(Arrays.copyOfRange(scratch.bytes(), at, end)).as(text).isEqualTo(expected);
        }
    }
}
