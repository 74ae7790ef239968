package io.harrier.rpc.protocol.json;

import java.math.BigInteger;

/**
 * Turns decimal digits into the nearest double, without memory.
 *
 * <p>Source: D. Lemire, "Number Parsing at a Gigabyte per Second" (2021); W. Clinger (1990) for
 * short numbers.
 */
final class Decimals {
    private static final int MIN_POWER = -342;
    private static final int MAX_POWER = 308;
    private static final int EXACT_POWER = 22;
    private static final int EXACT_INVERSE = 27;
    private static final long EXACT_DIGITS = 1L << 53;
    private static final double[] TENS = new double[EXACT_POWER + 1];

    /** The first 128 bits of each power of five: upper half, lower half. */
    private static final long[] FIVES = new long[(MAX_POWER - MIN_POWER + 1) * 2];

    static {
        double ten = 1;
        for (int i = 0; i <= EXACT_POWER; i++, ten *= 10) {
            TENS[i] = ten;
        }
        for (int power = MIN_POWER; power <= MAX_POWER; power++) {
            BigInteger bits =
                    power < 0 ? inverse(-power) : firstBits(BigInteger.valueOf(5).pow(power));
            FIVES[(power - MIN_POWER) * 2] = bits.shiftRight(64).longValue();
            FIVES[(power - MIN_POWER) * 2 + 1] = bits.longValue();
        }
    }

    private Decimals() {}

    private static BigInteger firstBits(BigInteger number) {
        return number.shiftLeft(128).shiftRight(number.bitLength());
    }

    /**
     * Those whose products with 64 bits can be exact are rounded up to 128 bits, others are cut.
     */
    private static BigInteger inverse(int power) {
        BigInteger five = BigInteger.valueOf(5).pow(power);
        int bits = five.bitLength();
        int shift = power <= EXACT_INVERSE ? bits + 127 : 2 * bits + 128;
        BigInteger inverse = BigInteger.ONE.shiftLeft(shift).divide(five).add(BigInteger.ONE);
        return inverse.shiftRight(inverse.bitLength() - 128);
    }

    /**
     * The double nearest to {@code digits * 10^power}, ties to even.
     *
     * @param digits unsigned
     * @return NaN if it takes more than this to tell
     */
    static double toDouble(long digits, int power) {
        if (digits == 0 || power < MIN_POWER) {
            return 0;
        }
        if (digits > 0 && digits <= EXACT_DIGITS && Math.abs(power) <= EXACT_POWER) {
            return power < 0 ? digits / TENS[-power] : digits * TENS[power];
        }
        return power > MAX_POWER ? Double.POSITIVE_INFINITY : nearest(digits, power);
    }

    private static double nearest(long digits, int power) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long w = digits << zeros;
        int index = (power - MIN_POWER) * 2;
        long upper = high(w, FIVES[index]);
        long lower = w * FIVES[index];
        if ((upper & 0x1FF) == 0x1FF) {
            long more = high(w, FIVES[index + 1]);
            lower += more;
            if (Long.compareUnsigned(lower, more) < 0) {
                upper++;
            }
        }
        if (lower == -1 && (power < -27 || power > 55)) {
            return Double.NaN;
        }
        int top = (int) (upper >>> 63);
        int shift = top + 9;
        int exponent = (217_706 * power >> 16) + 63 + top - zeros + 1023;
        return assemble(upper, lower, shift, exponent, power);
    }

    private static double assemble(long upper, long lower, int shift, int exponent, int power) {
        long mantissa = upper >>> shift;
        if (exponent <= 0) {
            return subnormal(mantissa, exponent);
        }
        boolean mayBeTie = power >= -4 && power <= 23 && Long.compareUnsigned(lower, 1) <= 0;
        if (mayBeTie && (mantissa & 3) == 1 && mantissa << shift == upper) {
            mantissa &= ~1L;
        }
        mantissa = mantissa + (mantissa & 1) >>> 1;
        int rounded = mantissa == 1L << 53 ? exponent + 1 : exponent;
        return rounded >= 0x7FF
                ? Double.POSITIVE_INFINITY
                : Double.longBitsToDouble((long) rounded << 52 | mantissa & (1L << 52) - 1);
    }

    /** The exponent's bits come of themselves if rounding makes it a normal one. */
    private static double subnormal(long mantissa, int exponent) {
        int shift = 1 - exponent;
        if (shift >= 64) {
            return 0;
        }
        long shifted = mantissa >>> shift;
        return Double.longBitsToDouble(shifted + (shifted & 1) >>> 1);
    }

    private static long high(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
