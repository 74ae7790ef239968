package io.harrier.rpc.protocol.json;

import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Reads signs, numbers and strings, with white space between them. */
final class ThriftJsonTokens {
    /** The longest that a peer's printing of a double is known to need is 317. */
    private static final int LONGEST_NUMBER = 400;

    private static final int LONGEST_TYPE = 3;

    private final ByteBuf in;

    ThriftJsonTokens(ByteBuf in) {
        this.in = in;
    }

    void expect(char sign) {
        byte seen = peek();
        if (seen != sign) {
            throw unexpected("'" + sign + '\'');
        }
        in.skipBytes(1);
    }

    /** Passes white space: the byte behind it, which stays. */
    byte peek() {
        while (in.isReadable()) {
            byte next = next();
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next;
            }
            in.skipBytes(1);
        }
        throw new ProtocolException("end of message (expected: more JSON)");
    }

    /** A whole number between bounds. */
    long integer(long min, long max) {
        boolean negative = peek() == '-';
        in.skipBytes(negative ? 1 : 0);
        if (!isDigit()) {
            peek();
            throw unexpected("a digit");
        }
        long value = 0; // below zero, as there is one more of these
        while (isDigit()) {
            int digit = in.readByte() - '0';
            if (value < (Long.MIN_VALUE + digit) / 10) {
                throw outOfRange(min, max);
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw outOfRange(min, max);
        }
        return requireRange(negative ? value : -value, min, max);
    }

    private static long requireRange(long value, long min, long max) {
        if (value < min || value > max) {
            throw new ProtocolException(
                    "number: " + value + " (expected: " + min + ".." + max + ')');
        }
        return value;
    }

    private static ProtocolException outOfRange(long min, long max) {
        return new ProtocolException("number: over 64 bits (expected: " + min + ".." + max + ')');
    }

    /**
     * A number with a fraction, or one of the three that are none, which stand in quotes; Python
     * writes these without, by other names.
     *
     * @param quoted whether numbers stand in quotes here
     */
    double real(boolean quoted) {
        boolean quotes = peek() == '"';
        if (quoted && !quotes) {
            throw unexpected("'\"'");
        }
        in.skipBytes(quotes ? 1 : 0);
        String text = word();
        double value = real(text, quoted || !quotes);
        if (quotes) {
            expect('"');
        }
        return value;
    }

    private static double real(String text, boolean numberAllowed) {
        return switch (text) {
            case "NaN", "nan" -> Double.NaN;
            case "Infinity", "inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> number(text, numberAllowed);
        };
    }

    private static double number(String text, boolean allowed) {
        String expected =
                allowed
                        ? "a number, \"NaN\", \"Infinity\" or \"-Infinity\""
                        : "in quotes only NaN, Infinity and -Infinity";
        if (!allowed || !text.chars().allMatch(c -> "+-.0123456789Ee".indexOf(c) >= 0)) {
            throw new ProtocolException("double: " + text + " (expected: " + expected + ')');
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ProtocolException("double: " + text + " (expected: " + expected + ')');
        }
    }

    /** Letters, digits and signs of numbers. */
    private String word() {
        int length = 0;
        while (length < in.readableBytes() && isWord(in.getByte(in.readerIndex() + length))) {
            length++;
            if (length > LONGEST_NUMBER) {
                throw new ProtocolException(
                        "number: over " + LONGEST_NUMBER + " characters (expected: at most that)");
            }
        }
        return ascii(length);
    }

    private static boolean isWord(byte c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '-'
                || c == '+'
                || c == '.';
    }

    byte type() {
        int length = beginString();
        String name = ascii(Math.min(length, LONGEST_TYPE + 1));
        byte type = ThriftJsonTypes.of(name);
        in.skipBytes(1);
        return type;
    }

    /** Passes a string's first quote: how many bytes stand before its last one. */
    int beginString() {
        expect('"');
        int at = in.readerIndex();
        while (at < in.writerIndex()) {
            byte c = in.getByte(at);
            if (c == '"') {
                return at - in.readerIndex();
            }
            at += c == '\\' ? 2 : 1;
        }
        throw new ProtocolException("end of message: in a string (expected: its last quote)");
    }

    /**
     * Reads a string that has begun, its last quote too.
     *
     * @param length that it began with
     * @param bytes takes so many
     * @return how many of them it takes without escapes
     */
    int endString(int length, byte[] bytes) {
        in.readBytes(bytes, 0, length);
        in.skipBytes(1);
        return ThriftJsonText.unescape(bytes, length);
    }

    void skipString() {
        in.skipBytes(beginString() + 1);
    }

    private String ascii(int length) {
        return in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    }

    private boolean isDigit() {
        return in.isReadable() && next() >= '0' && next() <= '9';
    }

    private byte next() {
        return in.getByte(in.readerIndex());
    }

    private ProtocolException unexpected(String expected) {
        byte seen = next();
        String shown =
                seen > ' ' && seen < 0x7F
                        ? "'" + (char) seen + '\''
                        : "byte " + Integer.toHexString(seen & 0xFF);
        return new ProtocolException("JSON: " + shown + " (expected: " + expected + ')');
    }
}
