package io.harrier.rpc.serialize.generic;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers of one Java type where another is meant: as long as nothing of them is lost. */
final class Numbers {
    private static final int LONG_BITS = 63;

    private Numbers() {}

    static long integer(String type, @Nullable Object value, long least, long most) {
        long number;
        if (value instanceof Number whole && isWhole(whole)) {
            number = whole.longValue();
        } else if (value instanceof BigInteger big && big.bitLength() <= LONG_BITS) {
            number = big.longValue();
        } else {
            throw BadMaps.expected(type, value);
        }
        if (number < least || number > most) {
            throw BadMaps.expected(type, value);
        }
        return number;
    }

    private static boolean isWhole(Number value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte;
    }

    static double real(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw BadMaps.expected("double", value);
    }

    static boolean refuse(String type, @Nullable Object value) {
        throw BadMaps.expected(type, value);
    }
}
