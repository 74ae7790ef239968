package io.harrier.rpc.concurrent;

import java.time.Duration;

/** Settings within their bounds: others are refused with the value seen and what was expected. */
public final class Require {
    private Require() {}

    /**
     * @param what names the value in the message
     * @throws IllegalArgumentException if it is less than one
     */
    public static int positive(String what, int value) {
        return value < 1 ? refuse(what, value, "1 or more") : value;
    }

    public static long positive(String what, long value) {
        return value < 1 ? refuse(what, value, "1 or more") : value;
    }

    public static int notNegative(String what, int value) {
        return value < 0 ? refuse(what, value, "0 or more") : value;
    }

    public static int between(int least, int most, String what, int value) {
        return value < least || value > most ? refuse(what, value, least + ".." + most) : value;
    }

    public static Duration positive(String what, Duration value) {
        return value.isNegative() || value.isZero() ? refuse(what, value, "more than zero") : value;
    }

    public static Duration notNegative(String what, Duration value) {
        return value.isNegative() ? refuse(what, value, "zero or more") : value;
    }

    /** Of a time that may be none: zero. */
    public static Duration positiveOrNever(String what, Duration value) {
        return value.isNegative()
                ? refuse(what, value, "more than zero, or zero for never")
                : value;
    }

    private static <T> T refuse(String what, T value, String expected) {
        throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ')');
    }
}
