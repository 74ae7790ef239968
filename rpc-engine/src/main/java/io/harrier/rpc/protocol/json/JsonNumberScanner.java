package io.harrier.rpc.protocol.json;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers. Those of up to 19 digits need no memory; the others go through {@link
 * Double#parseDouble}.
 */
abstract class JsonNumberScanner extends JsonStringScanner {
    private static final int FAST_DIGITS = 18;
    private static final int MAX_DIGITS = 19;
    private static final int HUGE_EXPONENT = 100_000;
    private static final double MAX_WHOLE = 1L << 53;

    private int from;
    private boolean negative;

    /** The digits without the point, and where it stands in them; unsigned. */
    private long digits;

    private int count;
    private int exponent;
    private boolean whole;

    /**
     * Reads a whole number; one with a fraction or an exponent counts if its value is whole and
     * every double up to there could be: 2<sup>53</sup>.
     *
     * @param what is expected, for the error
     */
    final long scanLong(long min, long max, String what) {
        long value = shortLong(what);
        if (value < min || value > max) {
            throw refused(what);
        }
        return value;
    }

    private long shortLong(String what) {
        from = at;
        int to = at;
        boolean minus = to < end && in[to] == '-';
        if (minus) {
            to++;
        }
        int first = to;
        int last = Math.min(end, first + FAST_DIGITS);
        long value = 0;
        while (to < last && isDigit(in[to])) {
            value = value * 10 + in[to++] - '0';
        }
        if (to == first || in[first] == '0' && to > first + 1 || goesOn(to)) {
            return longLong(what);
        }
        at = to;
        return minus ? -value : value;
    }

    private boolean goesOn(int to) {
        return to < end && (isDigit(in[to]) || in[to] == '.' || (in[to] | ' ') == 'e');
    }

    private long longLong(String what) {
        scanNumber(what);
        if (whole && count <= MAX_DIGITS) {
            boolean fits = digits >= 0 || negative && digits == Long.MIN_VALUE;
            if (!fits) {
                throw refused(what);
            }
            return negative ? -digits : digits;
        }
        double value = whole ? Double.NaN : value();
        if (!(Math.abs(value) <= MAX_WHOLE) || value != Math.rint(value)) {
            throw refused(what);
        }
        return (long) value;
    }

    /**
     * Reads a number; the nearest double.
     *
     * @param what is expected, for the error, also of a number too large for any double
     */
    final double scanDouble(String what) {
        scanNumber(what);
        double value = value();
        if (Double.isInfinite(value)) {
            throw refused(what);
        }
        return value;
    }

    /** A number it is, but not such a one; it stays. */
    private JsonException refused(String what) {
        at = from;
        return expected(what, from);
    }

    private double value() {
        double value = count <= MAX_DIGITS ? Decimals.toDouble(digits, exponent) : Double.NaN;
        if (Double.isNaN(value)) {
            return Double.parseDouble(new String(in, from, at - from, StandardCharsets.ISO_8859_1));
        }
        return negative ? -value : value;
    }

    /** Goes over a number, by the grammar of RFC 8259. */
    final void scanNumber(String what) {
        from = at;
        digits = 0;
        count = 0;
        exponent = 0;
        whole = true;
        int to = at;
        negative = to < end && in[to] == '-';
        if (negative) {
            to++;
        }
        if (to < end && in[to] == '0') {
            to++;
            if (to < end && isDigit(in[to])) {
                throw expected("a number without leading zeros", from);
            }
        } else {
            to = digits(to, what);
        }
        to = fraction(to);
        at = exponent(to);
    }

    private int fraction(int point) {
        if (point >= end || in[point] != '.') {
            return point;
        }
        whole = false;
        int to = digits(point + 1, "a digit behind the point");
        exponent = point + 1 - to;
        return to;
    }

    private int exponent(int letter) {
        if (letter >= end || (in[letter] | ' ') != 'e') {
            return letter;
        }
        whole = false;
        int to = letter + 1;
        boolean minus = to < end && in[to] == '-';
        if (to < end && (minus || in[to] == '+')) {
            to++;
        }
        int first = to;
        int power = 0;
        while (to < end && isDigit(in[to])) {
            power = Math.min(HUGE_EXPONENT, power * 10 + in[to++] - '0');
        }
        if (to == first) {
            throw expected("a digit of the exponent", to);
        }
        exponent += minus ? -power : power;
        if (power == HUGE_EXPONENT) {
            count = MAX_DIGITS + 1; // it may stand against as many zeros
        }
        return to;
    }

    /** Zeros before the first other digit do not count. */
    private int digits(int first, String what) {
        int to = first;
        while (to < end && isDigit(in[to])) {
            int digit = in[to++] - '0';
            if (count > 0 || digit > 0) {
                count++;
                digits = digits * 10 + digit;
            }
        }
        if (to == first) {
            throw expected(what, what.startsWith("a digit") ? to : from);
        }
        return to;
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }
}
