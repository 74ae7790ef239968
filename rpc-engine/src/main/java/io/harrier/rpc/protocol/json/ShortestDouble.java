package io.harrier.rpc.protocol.json;

import java.math.BigInteger;

/**
 * Finds the shortest decimal that reads back as a double, without memory. The digits are those that
 * {@link Double#toString} gives from JDK 19 on.
 *
 * <p>Source: R. Giulietti, "The Schubfach way to render doubles" (2020).
 */
final class ShortestDouble {
    private static final int MIN_EXPONENT = -1074;
    private static final long HIDDEN_BIT = 1L << 52;
    private static final int MIN_POWER = -324;
    private static final int MAX_POWER = 292;
    private static final double SHORT = 1e4;
    private static final long LOW_63 = Long.MAX_VALUE;

    /** The first 126 bits of the powers of ten, plus one: upper 63, lower 63. */
    private static final long[] TENS = new long[(MAX_POWER - MIN_POWER + 1) * 2];

    static {
        for (int power = MIN_POWER; power <= MAX_POWER; power++) {
            BigInteger bits = firstBits(-power).add(BigInteger.ONE);
            TENS[(power - MIN_POWER) * 2] = bits.shiftRight(63).longValue();
            TENS[(power - MIN_POWER) * 2 + 1] = bits.longValue() & LOW_63;
        }
    }

    private long digits;
    private int power;

    private static BigInteger firstBits(int power) {
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        BigInteger number =
                power >= 0 ? ten : BigInteger.ONE.shiftLeft(ten.bitLength() + 130).divide(ten);
        int excess = number.bitLength() - 126;
        return excess > 0 ? number.shiftRight(excess) : number.shiftLeft(-excess);
    }

    /** Of the number that was found last, without zeros at their end. */
    long digits() {
        return digits;
    }

    /** The power of ten that the digits are to be taken times. */
    int power() {
        return power;
    }

    /**
     * Finds {@code digits * 10^power}.
     *
     * @param bits of a finite double but zero; the sign does not count
     */
    void find(long bits) {
        if (findShort(Math.abs(Double.longBitsToDouble(bits)))) {
            strip();
            return;
        }
        long fraction = bits & HIDDEN_BIT - 1;
        int exponent = (int) (bits >>> 52) & 0x7FF;
        if (exponent == 0) {
            findTiny(fraction);
        } else if (!findWhole(HIDDEN_BIT | fraction, 1075 - exponent)) {
            find(HIDDEN_BIT | fraction, exponent - 1075);
        }
        strip();
    }

    /**
     * Most doubles that people write have four decimals at most. Up to 15 digits, one decimal alone
     * reads back as the double.
     */
    private boolean findShort(double value) {
        if (value < 0.001 || value >= 1e10) {
            return false;
        }
        digits = (long) (value * SHORT + 0.5);
        power = -4;
        return digits / SHORT == value;
    }

    /** The very least have too few bits for two digits; they borrow one. */
    private void findTiny(long fraction) {
        if (fraction < 3) {
            find(fraction * 10, MIN_EXPONENT);
            power--;
        } else {
            find(fraction, MIN_EXPONENT);
        }
    }

    private boolean findWhole(long mantissa, int shift) {
        boolean isWhole = shift >= 0 && shift < 53 && mantissa >>> shift << shift == mantissa;
        if (isWhole) {
            digits = mantissa >>> shift;
            power = 0;
        }
        return isWhole;
    }

    private void find(long c, int q) {
        boolean isRegular = c != HIDDEN_BIT || q == MIN_EXPONENT;
        int k = isRegular ? floorLog10(q, 0) : floorLog10(q, -274_743_187_321L);
        int shift = q + (int) (-k * 913_124_641_741L >> 38) + 2;
        long middle = c << 2;
        int odd = (int) c & 1;
        long value = times(k, middle << shift);
        long lower = times(k, middle - (isRegular ? 2 : 1) << shift) + odd;
        long upper = times(k, middle + 2 << shift) - odd;
        power = k;
        long s = value >> 2;
        long tens = s / 10 * 10;
        if (s >= 100 && isOneInside(tens, tens + 10, lower, upper)) {
            digits = lower <= tens << 2 ? tens : tens + 10;
        } else if (isOneInside(s, s + 1, lower, upper)) {
            digits = lower <= s << 2 ? s : s + 1;
        } else {
            digits = nearest(s, value);
        }
    }

    /** Whether just one of the two reads back as the double. */
    private static boolean isOneInside(long low, long high, long lower, long upper) {
        return lower <= low << 2 != high << 2 <= upper;
    }

    private static long nearest(long s, long value) {
        long side = value - (2 * s + 1 << 1);
        return side < 0 || side == 0 && (s & 1) == 0 ? s : s + 1;
    }

    private static int floorLog10(int q, long offset) {
        return (int) (q * 661_971_961_083L + offset >> 41);
    }

    /** A power of ten times a number, with a lowest bit that says whether anything was cut. */
    private static long times(int k, long number) {
        int index = (k - MIN_POWER) * 2;
        long g1 = TENS[index];
        long low = Math.multiplyHigh(TENS[index + 1], number);
        long middle = (g1 * number >>> 1) + low;
        long high = Math.multiplyHigh(g1, number) + (middle >>> 63);
        return high | (middle & LOW_63) + LOW_63 >>> 63;
    }

    private void strip() {
        strip(100_000_000, 8);
        strip(10_000, 4);
        strip(100, 2);
        strip(10, 1);
    }

    /** At most fifteen zeros stand at the end: each power of two of them once. */
    private void strip(int divisor, int zeros) {
        long quotient = digits / divisor;
        if (quotient * divisor == digits) {
            digits = quotient;
            power += zeros;
        }
    }
}
