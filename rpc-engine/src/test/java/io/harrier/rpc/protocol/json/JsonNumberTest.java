package io.harrier.rpc.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers against the JDK: the nearest double, and the shortest text of one. */
final class JsonNumberTest {
    private static final int MANY = 200_000;

    @Test
    void readDouble_anyDigitsAndPower_isTheNearest() {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            int shift = random.nextInt(64);
            String text = (random.nextLong() >> shift) + "e" + (random.nextInt(700) - 350);
            assertNearest(text);
        }
    }

    @Test
    void readDouble_textOfAnyDouble_isThatDouble() {
        Random random = new Random(2);
        for (int i = 0; i < MANY; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertNearest(Double.toString(value));
            }
        }
    }

    /** Halfway between two doubles, just below and just above. */
    @Test
    void readDouble_aroundTheMiddleOfTwo_isTheNearest() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double value = Math.scalb(random.nextDouble(), random.nextInt(200) - 100);
            BigDecimal middle =
                    new BigDecimal(value)
                            .add(new BigDecimal(Math.nextUp(value)))
                            .divide(BigDecimal.valueOf(2));
            assertNearest(middle.toString());
            assertNearest(middle.add(middle.ulp()).toString());
            assertNearest(middle.subtract(middle.ulp()).toString());
            assertNearest(middle.round(new MathContext(19)).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "9007199254740993.0",
                "9007199254740992.99999999999999999999",
                "9007199254740993.00000000000000000001",
                "2.2250738585072011e-308",
                "2.2250738585072012e-308",
                "4.9e-324",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "1.7976931348623157e308",
                "1.7976931348623158e308",
                "0",
                "-0.0",
                "0e999999999999",
                "1e-999999999999",
                "18446744073709551615",
                "18446744073709551616",
                "9999999999999999999",
                "0.000000000000000000000000000001",
                "6.3876e-16",
                "1.4901161193847656e-08",
                "8.44291197326099e-309"
            })
    void readDouble_edges_areTheNearest(String text) {
        assertNearest(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.7976931348623159e308", "1e309", "-1e309", "1e999999999999"})
    void readDouble_beyondTheLargest_isRefused(String text) {
        byte[] bytes = bytes(text);
        try (JsonScanner in = JsonScanner.of(bytes, 0, bytes.length, 1)) {
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> in.readDouble("double"))
                    .withMessageStartingWith("expected double, got " + text);
        }
    }

    @Test
    void writeDouble_anyDouble_isTheShortestThatReadsBack() {
        Random random = new Random(4);
        for (int i = 0; i < MANY; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertShortest(value);
            }
        }
    }

    @Test
    void writeDouble_fewDigits_isTheShortestThatReadsBack() {
        Random random = new Random(5);
        for (int i = 0; i < MANY; i++) {
            assertShortest(random.nextInt(1_000_000) / Math.pow(10, random.nextInt(12)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "0.1, 0.1",
        "1e7, 1.0E7",
        "9999999.0, 9999999.0",
        "0.001, 0.001",
        "0.0001, 1.0E-4",
        "2e23, 2.0E23",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "4.9e-324, 4.9E-324",
        "9.9e-324, 9.9E-324",
        "1.5e-323, 1.5E-323",
        "2.2250738585072014e-308, 2.2250738585072014E-308",
        "9007199254740993, 9.007199254740992E15",
        "123456.789, 123456.789",
        "5e-324, 4.9E-324"
    })
    void writeDouble_edges_looksAsExpected(double value, String text) {
        assertThat(text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                9,
                10,
                11,
                99,
                100,
                101,
                999,
                1000,
                12345,
                99999,
                1234567,
                -1234567,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                999999999999999999L,
                1000000000000000000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void writeLong_edges_looksAsTheJdkHasIt(long value) {
        assertThat(text(value)).isEqualTo(Long.toString(value));
    }

    @Test
    void writeLong_any_looksAsTheJdkHasIt() {
        Random random = new Random(6);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(text(value)).isEqualTo(Long.toString(value));
        }
    }

    private static void assertNearest(String text) {
        byte[] bytes = bytes(text);
        try (JsonScanner in = JsonScanner.of(bytes, 0, bytes.length, 1)) {
            double expected = Double.parseDouble(text);
            if (Double.isFinite(expected)) {
                assertThat(in.readDouble("double")).as(text).isEqualTo(expected);
            }
        }
    }

    /** Up to JDK 18 the JDK writes more digits than it takes, now and then. */
    private static void assertShortest(double value) {
        String text = text(value);
        String jdk = Double.toString(value);
        if (Runtime.version().feature() >= 19) {
            assertThat(text).isEqualTo(jdk);
        } else {
            assertThat(Double.parseDouble(text)).isEqualTo(value);
            assertThat(text.length()).isLessThanOrEqualTo(jdk.length());
        }
    }

    private static String text(double value) {
        try (JsonTextWriter out = JsonTextWriter.take()) {
            out.writeDouble(value);
            return out.toString();
        }
    }

    private static String text(long value) {
        try (JsonTextWriter out = JsonTextWriter.take()) {
            out.writeLong(value);
            return out.toString();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
