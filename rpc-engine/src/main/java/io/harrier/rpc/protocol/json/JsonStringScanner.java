package io.harrier.rpc.protocol.json;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.protocol.Utf8;
import java.util.Arrays;

/**
 * Reads strings: as a slice of the text where nothing is escaped, else unescaped into an array of
 * its own. What is not UTF-8 is refused, and so is half of a surrogate pair, which UTF-8 cannot
 * say.
 */
abstract class JsonStringScanner extends JsonCursor {
    private static final int RETAINED_BYTES = 64 * 1024;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    byte[] text = in;
    int textAt;
    int textLength;

    /** The opening quote of the string that was read last. */
    private int quoteAt;

    final JsonCounts counts = new JsonCounts();
    private byte[] unescaped = new byte[256];
    private int length;

    /** The bytes of the string or name that was read last: {@link #textLength()} of them. */
    public final byte[] text() {
        return text;
    }

    /** Where they begin. */
    public final int textAt() {
        return textAt;
    }

    public final int textLength() {
        return textLength;
    }

    /** The failure that the string or name that was read last is not what it has to be. */
    public final JsonException expectedText(String what) {
        return expected(what, quoteAt);
    }

    /** Where the string or name that was read last stands, for {@link #shownAt}. */
    public final int textPlace() {
        return quoteAt;
    }

    /** Decodes the Base64 that was read last: the text becomes its bytes. */
    final boolean decodeText() {
        if (textLength > unescaped.length) {
            unescaped = new byte[textLength];
        }
        int bytes = Base64Text.decode(text, textAt, textLength, unescaped);
        found(unescaped, 0, bytes);
        return bytes >= 0;
    }

    void forget() {
        text = in;
        if (unescaped.length > RETAINED_BYTES) {
            unescaped = new byte[256];
        }
    }

    /** Reads on behind the opening quote. */
    final void scanString() {
        quoteAt = at - 1;
        int known = counts.plainStringEnd(at);
        int to = known > 0 ? known : JsonWords.plainEnd(in, at, end);
        if (to < end && in[to] == '"') {
            found(in, at, to);
            at = to + 1;
        } else {
            scanString(at, to);
        }
    }

    /** Notes where a name stands that nobody has to read. */
    final void foundName(int quote) {
        quoteAt = quote;
    }

    private void found(byte[] bytes, int from, int to) {
        text = bytes;
        textAt = from;
        textLength = to - from;
    }

    private void scanString(int from, int plainEnd) {
        int to = utf8End(plainEnd);
        if (in[to] == '"') {
            found(in, from, to);
            at = to + 1;
        } else {
            length = 0;
            keep(from, to);
            unescape(to);
        }
    }

    /** The index of the next quote or backslash; all before it is UTF-8. */
    private int utf8End(int from) {
        int to = from;
        while (true) {
            while (to < end && in[to] < 0) {
                int next = Utf8.sequenceEnd(in, to, end);
                if (next < 0) {
                    throw expected("UTF-8", to);
                }
                to = next;
            }
            to = JsonWords.plainEnd(in, to, end);
            if (to == end) {
                throw expected("'\"'", to);
            }
            if (in[to] >= 0) {
                return quoteOrBackslash(to);
            }
        }
    }

    private int quoteOrBackslash(int to) {
        if (in[to] < ' ') {
            throw expected("an escape, as control characters need one", to);
        }
        return to;
    }

    private void unescape(int backslash) {
        int to = backslash;
        while (in[to] == '\\') {
            int from = escape(to + 1);
            to = utf8End(from);
            keep(from, to);
        }
        found(unescaped, 0, length);
        at = to + 1;
    }

    /** Takes what stands behind a backslash. */
    private int escape(int from) {
        int which = from < end ? ESCAPES.indexOf(in[from]) : -1;
        if (which >= 0) {
            reserve(1);
            unescaped[length++] = (byte) ESCAPED.charAt(which);
            return from + 1;
        }
        if (from >= end || in[from] != 'u') {
            throw expected("an escape: one of \" \\ / b f n r t u", from);
        }
        int unit = hex(from + 1);
        if (!Character.isSurrogate((char) unit)) {
            put(unit);
            return from + 5;
        }
        put(codePoint(from - 1, unit));
        return from + 11;
    }

    private int codePoint(int backslash, int unit) {
        int low = backslash + 6;
        if (Character.isHighSurrogate((char) unit)
                && low + 1 < end
                && in[low] == '\\'
                && in[low + 1] == 'u') {
            int second = hex(low + 2);
            if (Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) unit, (char) second);
            }
        }
        throw failure(
                ErrorKind.BAD_REQUEST,
                "expected both halves of a surrogate pair, got one: \\u"
                        + Integer.toHexString(unit),
                backslash);
    }

    private int hex(int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < end && in[i] >= 0 ? Character.digit(in[i], 16) : -1;
            if (digit < 0) {
                throw expected("four hexadecimal digits", i);
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private void put(int codePoint) {
        reserve(4);
        if (codePoint < 0x80) {
            unescaped[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            unescaped[length++] = (byte) (0xC0 | codePoint >> 6);
            continuation(codePoint);
        } else if (codePoint < 0x10000) {
            unescaped[length++] = (byte) (0xE0 | codePoint >> 12);
            continuation(codePoint >> 6);
            continuation(codePoint);
        } else {
            unescaped[length++] = (byte) (0xF0 | codePoint >> 18);
            continuation(codePoint >> 12);
            continuation(codePoint >> 6);
            continuation(codePoint);
        }
    }

    private void continuation(int bits) {
        unescaped[length++] = (byte) (0x80 | bits & 0x3F);
    }

    private void keep(int from, int to) {
        reserve(to - from);
        System.arraycopy(in, from, unescaped, length, to - from);
        length += to - from;
    }

    private void reserve(int bytes) {
        if (unescaped.length - length < bytes) {
            unescaped = Arrays.copyOf(unescaped, Math.max(unescaped.length * 2, length + bytes));
        }
    }
}
