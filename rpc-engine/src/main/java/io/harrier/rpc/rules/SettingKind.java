package io.harrier.rpc.rules;

import io.harrier.rpc.protocol.json.JsonScanner;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values a setting may have.
 *
 * @param min of a duration in milliseconds
 * @param max of a duration in milliseconds
 */
record SettingKind(Of of, double min, double max) {
    /** What it is in JSON, and in Java. */
    enum Of {
        /** Text such as {@code "250ms"}; a {@link Duration}. */
        DURATION,
        /** An {@link Integer}. */
        WHOLE,
        /** A {@link Double}. */
        NUMBER,
        /** A {@link Boolean}. */
        SWITCH
    }

    static final SettingKind SWITCH = new SettingKind(Of.SWITCH, 0, 1);

    static final Pattern DURATION = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h)");

    static SettingKind duration(long minMillis, long maxMillis) {
        return new SettingKind(Of.DURATION, minMillis, maxMillis);
    }

    static SettingKind whole(int min, int max) {
        return new SettingKind(Of.WHOLE, min, max);
    }

    static SettingKind number(double min, double max) {
        return new SettingKind(Of.NUMBER, min, max);
    }

    /**
     * Reads a value.
     *
     * @throws io.harrier.rpc.protocol.json.JsonException if it is none, or of another type
     * @throws RefusedValue if it is out of range
     */
    Object read(JsonScanner in) {
        return switch (of) {
            case DURATION -> duration(JsonTexts.read(in, expected()));
            case WHOLE -> (int) in.readLong((long) min, (long) max, expected());
            case NUMBER -> inRange(in.readDouble(expected()));
            case SWITCH -> in.readBoolean(expected());
        };
    }

    private double inRange(double value) {
        if (value < min || value > max) {
            throw new RefusedValue(plain(value), expected());
        }
        return value;
    }

    private Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new RefusedValue('"' + JsonTexts.shown(text) + '"', expected());
        }
        long count = Long.parseLong(matcher.group(1));
        Duration value =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        if (value.toMillis() < min || value.toMillis() > max) {
            throw new RefusedValue('"' + text + '"', expected());
        }
        return value;
    }

    /** For messages. */
    String expected() {
        return switch (of) {
            case DURATION ->
                    "a duration such as \"250ms\" or \"2s\", from "
                            + plain(min)
                            + "ms to "
                            + plain(max / 3_600_000)
                            + "h";
            case WHOLE -> "a whole number from " + plain(min) + " to " + plain(max);
            case NUMBER -> "a number from " + plain(min) + " to " + plain(max);
            case SWITCH -> "true or false";
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%d", (long) value)
                : Double.toString(value);
    }
}
