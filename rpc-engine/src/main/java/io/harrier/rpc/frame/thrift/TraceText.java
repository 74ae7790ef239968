package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.context.TraceFlags;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The ids of a trace as text.
 *
 * <pre>
 *   traceparent   00-(32 digits of trace id)-(16 of span id)-(2 of flags)
 *   b3            (32 or 16)-(16)-(1, 0 or d)[-(16 of parent)]
 * </pre>
 *
 * Digits are lower-case hex. Source: W3C Trace Context level 2, chapter 3.2; B3 single header.
 * Nothing is made to read or write them.
 */
final class TraceText {
    static final String TRACEPARENT = "traceparent";

    /** As it is written here, and by Kitex. */
    static final byte[] TRACEPARENT_KEY =
            (TTHeader.TRANSIENT + TRACEPARENT).getBytes(StandardCharsets.ISO_8859_1);

    static final String TRACESTATE = "tracestate";
    static final String B3 = "b3";

    /** Where in a traceparent its trace id begins, its span id, its flags. */
    static final int TRACE_AT = 3;

    static final int SPAN_AT = 36;
    static final int FLAGS_AT = 53;

    /** A traceparent's length; one of a later version may go on after it. */
    private static final int LENGTH = 55;

    private static final int B3_LENGTH = 51;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGHEST = 0x8080_8080_8080_8080L;
    private static final byte[] TRACEPARENT_HEAD = head(TRACEPARENT, LENGTH, "00-");
    private static final byte[] B3_HEAD = head(B3, B3_LENGTH, "");
    private static final byte[] VALUES = values();

    private TraceText() {}

    /** Whether it is one, but for its ids: {@link #digits} tells of these while it reads them. */
    static boolean isTraceparent(byte[] bytes, int at, int length) {
        return length >= LENGTH
                && bytes[at + 2] == '-'
                && bytes[at + 35] == '-'
                && bytes[at + 52] == '-'
                && isVersion(bytes, at, length)
                && isHex(bytes, at + FLAGS_AT, 2);
    }

    /** A B3 header without ids, which only says "not sampled", is none here. */
    static boolean isB3(byte[] bytes, int at, int length) {
        int digits = b3Digits(bytes, at, length);
        return digits > 0
                && isId(bytes, at, digits)
                && isId(bytes, at + digits + 1, 16)
                && (length == digits + 17 || bytes[at + digits + 17] == '-');
    }

    /** How many digits its trace id has; 0 if that is not a B3 header. */
    static int b3Digits(byte[] bytes, int at, int length) {
        if (length >= 49 && bytes[at + 32] == '-') {
            return 32;
        }
        return length >= 33 && bytes[at + 16] == '-' ? 16 : 0;
    }

    static int b3Flags(byte[] bytes, int at, int length) {
        int sampledAt = b3Digits(bytes, at, length) + 18;
        boolean sampled =
                sampledAt < length
                        && (bytes[at + sampledAt] == '1' || bytes[at + sampledAt] == 'd');
        return sampled ? TraceFlags.SAMPLED : 0;
    }

    /** The number that two digits are, which are known to be such. */
    static int pair(byte[] bytes, int at) {
        return VALUES[bytes[at]] << 4 | VALUES[bytes[at + 1]];
    }

    /**
     * The number that eight digits are; less than zero if one of them is none. All eight at once:
     * each has a byte of a long, and what is asked of it sets that byte's highest bit.
     */
    static long digits(byte[] bytes, int at) {
        long x = (long) LONGS.get(bytes, at);
        long high = x | HIGHEST;
        long isLetter = high - EACH * 'a' & ~(x + EACH * (0x7f - 'f'));
        long isDigit = high - EACH * '0' & ~(x + EACH * (0x7f - '9'));
        if ((x & HIGHEST | ~(isLetter | isDigit) & HIGHEST) != 0) {
            return -1;
        }
        long nibbles = (x & EACH * 0x0f) + ((isLetter & HIGHEST) >>> 7) * 9;
        long bytesOfTwo = (nibbles | nibbles >>> 4) & 0x00ff_00ff_00ff_00ffL;
        long shorts = (bytesOfTwo | bytesOfTwo >>> 8) & 0x0000_ffff_0000_ffffL;
        return (shorts | shorts >>> 16) & 0xffff_ffffL;
    }

    /** Writes key and value of a traceparent. */
    static void writeTraceparent(ByteBuf out, long hi, long lo, long spanId, int flags) {
        out.writeBytes(TRACEPARENT_HEAD);
        writeHex(out, hi);
        writeHex(out, lo);
        out.writeByte('-');
        writeHex(out, spanId);
        out.writeMedium('-' << 16 | (int) hex(flags) & 0xFFFF);
    }

    /** Writes key and value of a B3 header. */
    static void writeB3(ByteBuf out, long hi, long lo, long spanId, int flags) {
        out.writeBytes(B3_HEAD);
        writeHex(out, hi);
        writeHex(out, lo);
        out.writeByte('-');
        writeHex(out, spanId);
        out.writeShort('-' << 8 | (TraceFlags.isSampled(flags) ? '1' : '0'));
    }

    private static void writeHex(ByteBuf out, long id) {
        out.writeLong(hex((int) (id >>> 32)));
        out.writeLong(hex((int) id));
    }

    /** The eight digits of a number: its nibbles are spread over eight bytes, and made letters. */
    static long hex(int number) {
        long x = number & 0xFFFF_FFFFL;
        x = (x | x << 16) & 0x0000_FFFF_0000_FFFFL;
        x = (x | x << 8) & 0x00FF_00FF_00FF_00FFL;
        x = (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
        long aboveNine = (x + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return x + 0x3030_3030_3030_3030L + aboveNine * ('a' - '0' - 10);
    }

    private static boolean isVersion(byte[] bytes, int at, int length) {
        if (bytes[at] == '0' && bytes[at + 1] == '0') {
            return length == LENGTH;
        }
        return isHex(bytes, at, 2)
                && (bytes[at] != 'f' || bytes[at + 1] != 'f')
                && (length == LENGTH || bytes[at + LENGTH] == '-');
    }

    private static boolean isId(byte[] bytes, int at, int digits) {
        long any = 0;
        for (int i = at, end = at + digits; i < end; i += 8) {
            any |= digits(bytes, i);
        }
        return any > 0;
    }

    private static boolean isHex(byte[] bytes, int at, int digits) {
        for (int i = at, end = at + digits; i < end; i++) {
            if (bytes[i] < 0 || VALUES[bytes[i]] < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] head(String key, int length, String begin) {
        String name = TTHeader.TRANSIENT + key;
        String text = "\0" + (char) name.length() + name + "\0" + (char) length + begin;
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        for (int i = 0; i < values.length; i++) {
            boolean isLower = i < 'A' || i > 'F';
            values[i] = isLower ? (byte) Character.digit(i, 16) : -1;
        }
        return values;
    }
}
