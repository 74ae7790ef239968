package io.harrier.rpc.protocol.json;

import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The escapes in JSON strings, as Thrift writes them; all of JSON's are read. */
final class ThriftJsonText {
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final String SHORT_NAMES = "\"\\/bfnrt";
    private static final String HEX = "0123456789abcdef";

    private ThriftJsonText() {}

    static boolean isPlain(int c) {
        return c >= ' ' && c != '"' && c != '\\';
    }

    /** Writes a character of ASCII that is not plain. */
    static void writeEscape(int c, ByteBuf out) {
        out.writeByte('\\');
        int known = ESCAPED.indexOf(c);
        if (known >= 0) {
            out.writeByte(SHORT_NAMES.charAt(known));
        } else {
            out.writeMedium('u' << 16 | '0' << 8 | '0');
            out.writeByte(HEX.charAt(c >> 4));
            out.writeByte(HEX.charAt(c & 0x0F));
        }
    }

    /**
     * Undoes the escapes in place: they never get longer.
     *
     * @return the bytes that remain
     * @throws ProtocolException if there is no such escape, or half a pair of surrogates
     */
    static int unescape(byte[] bytes, int length) {
        int to = 0;
        int at = 0;
        while (at < length) {
            if (bytes[at] != '\\') {
                bytes[to++] = bytes[at++];
            } else if (at + 1 < length && bytes[at + 1] == 'u') {
                int codePoint = codePoint(bytes, at, length);
                at += Character.isSupplementaryCodePoint(codePoint) ? 12 : 6;
                to = put(codePoint, bytes, to);
            } else {
                bytes[to++] = shortEscape(bytes, at + 1, length);
                at += 2;
            }
        }
        return to;
    }

    private static byte shortEscape(byte[] bytes, int at, int length) {
        int known = at < length ? SHORT_NAMES.indexOf(bytes[at]) : -1;
        if (known < 0) {
            throw new ProtocolException(
                    "escape: byte "
                            + (at < length ? Integer.toHexString(bytes[at] & 0xFF) : "missing")
                            + " (expected: one of \" \\ / b f n r t u)");
        }
        return (byte) ESCAPED.charAt(known);
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        int unit = unit(bytes, at, length);
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        boolean isPair = at + 7 < length && bytes[at + 6] == '\\' && bytes[at + 7] == 'u';
        int low = isPair ? unit(bytes, at + 6, length) : 0;
        if (!Character.isSurrogatePair((char) unit, (char) low)) {
            throw new ProtocolException(
                    "escape: half a pair of surrogates, %04x (expected: both)".formatted(unit));
        }
        return Character.toCodePoint((char) unit, (char) low);
    }

    /** The four hex digits behind a backslash and u. */
    private static int unit(byte[] bytes, int at, int length) {
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = i < length ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                throw new ProtocolException(
                        "escape: "
                                + new String(
                                        bytes,
                                        at,
                                        Math.min(6, length - at),
                                        StandardCharsets.ISO_8859_1)
                                + " (expected: \\u and four hex digits)");
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static int put(int codePoint, byte[] bytes, int at) {
        int to = at;
        if (codePoint < 0x80) {
            bytes[to++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[to++] = (byte) (0xC0 | codePoint >> 6);
            bytes[to++] = tail(codePoint);
        } else {
            if (codePoint < 0x10000) {
                bytes[to++] = (byte) (0xE0 | codePoint >> 12);
            } else {
                bytes[to++] = (byte) (0xF0 | codePoint >> 18);
                bytes[to++] = tail(codePoint >> 12);
            }
            bytes[to++] = tail(codePoint >> 6);
            bytes[to++] = tail(codePoint);
        }
        return to;
    }

    private static byte tail(int bits) {
        return (byte) (0x80 | bits & 0x3F);
    }
}
