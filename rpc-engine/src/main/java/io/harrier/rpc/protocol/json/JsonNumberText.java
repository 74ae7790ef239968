package io.harrier.rpc.protocol.json;

/**
 * Writes numbers as text: doubles with a point always, and with an exponent below a thousandth and
 * from ten million on, as {@link Double#toString} does from JDK 19 on.
 */
final class JsonNumberText {
    /** More than any number takes. */
    static final int MAX_BYTES = 28;

    private static final long LONG_BOUND = -922_337_203_685_477_580L;

    private final ShortestDouble shortest = new ShortestDouble();

    /** Writes into an array with room for it, and says where it ended. */
    int write(long value, byte[] out, int at) {
        if (value < 0) {
            out[at] = '-';
            return writeNegative(value, out, at + 1);
        }
        return writeNegative(-value, out, at);
    }

    /** The digits of a number's absolute value: negative, as the least long has no other. */
    private static int writeNegative(long negative, byte[] out, int at) {
        int end = at + length(negative);
        long left = negative;
        int put = end;
        while (left <= -100) {
            long next = left / 100;
            int two = (int) (next * 100 - left);
            out[--put] = (byte) ('0' + two % 10);
            out[--put] = (byte) ('0' + two / 10);
            left = next;
        }
        if (left <= -10) {
            out[--put] = (byte) ('0' - left % 10);
            left /= 10;
        }
        out[--put] = (byte) ('0' - left);
        return end;
    }

    private static int length(long negative) {
        int digits = 1;
        long bound = -10;
        while (negative <= bound) {
            digits++;
            if (bound < LONG_BOUND) {
                return digits;
            }
            bound *= 10;
        }
        return digits;
    }

    /** As the other, for a finite double. */
    int write(double value, byte[] out, int at) {
        long bits = Double.doubleToRawLongBits(value);
        int put = at;
        if (bits < 0) {
            out[put++] = '-';
        }
        if (value == 0) {
            return zeros(out, put, 1, true);
        }
        shortest.find(bits);
        return writeDecimal(-shortest.digits(), shortest.power(), out, put);
    }

    private static int writeDecimal(long negative, int power, byte[] out, int at) {
        int length = length(negative);
        int exponent = power + length - 1;
        if (exponent < -3 || exponent >= 7) {
            int put = point(negative, 1, out, at);
            out[put++] = 'E';
            return exponent < 0
                    ? writeNegative(exponent, out, minus(out, put))
                    : writeNegative(-exponent, out, put);
        }
        if (exponent < 0) {
            return writeNegative(negative, out, zeros(out, at, -exponent, false));
        }
        return point(negative, exponent + 1, out, at);
    }

    private static int minus(byte[] out, int at) {
        out[at] = '-';
        return at + 1;
    }

    /** A zero, the point, and the other zeros before the digits. */
    private static int zeros(byte[] out, int at, int zeros, boolean all) {
        int put = at;
        out[put++] = '0';
        out[put++] = '.';
        for (int i = all ? 0 : 1; i < zeros; i++) {
            out[put++] = '0';
        }
        return put;
    }

    /** The digits with a point behind the first of them, and a zero on each side at least. */
    private static int point(long negative, int whole, byte[] out, int at) {
        int end = writeNegative(negative, out, at);
        while (end < at + whole) {
            out[end++] = '0';
        }
        if (end == at + whole) {
            out[end++] = '.';
            out[end++] = '0';
            return end;
        }
        System.arraycopy(out, at + whole, out, at + whole + 1, end - at - whole);
        out[at + whole] = '.';
        return end + 1;
    }
}
