package io.harrier.rpc.protocol.json;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.protocol.Utf8;
import java.nio.charset.StandardCharsets;

/** A place in JSON text, and what stands there. */
abstract class JsonCursor {
    private static final int SHOWN_BYTES = 40;
    static final byte[] NONE = {};

    byte[] in = NONE;
    int at;
    int end;
    private int start;

    void place(byte[] text, int from, int to) {
        in = text;
        start = from;
        at = from;
        end = to;
    }

    /** The bytes before the next one. */
    public final int offset() {
        return at - start;
    }

    /** The next byte that is not white space, which stays; -1 at the end. */
    final int next() {
        if (at < end) {
            int b = in[at];
            if (b > ' ') {
                return b;
            }
        }
        return behindSpace();
    }

    private int behindSpace() {
        int to = at;
        while (to < end && isSpace(in[to])) {
            to++;
        }
        at = to;
        return to < end ? in[to] & 0xFF : -1;
    }

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** The failure that something else stands at the cursor. */
    public final JsonException expected(String what) {
        next();
        return expected(what, at);
    }

    final JsonException expected(String what, int place) {
        return failure(
                ErrorKind.BAD_REQUEST, "expected " + what + ", got " + shownAt(place), place);
    }

    final JsonException failure(ErrorKind kind, String problem, int place) {
        int line = 1;
        int column = 1;
        for (int i = start; i < place; i++) {
            if (in[i] == '\n') {
                line++;
                column = 1;
            } else if ((in[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        return new JsonException(kind, problem, place - start, line, column);
    }

    /** The value at a place, as an error shows it. */
    public final String shownAt(int place) {
        if (place >= end) {
            return "the end of the text";
        }
        return switch (in[place]) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> cut(place, stringEnd(place));
            default -> cut(place, wordEnd(place));
        };
    }

    private int stringEnd(int place) {
        int to = place + 1;
        while (to < end && in[to] != '"') {
            to += in[to] == '\\' ? 2 : 1;
        }
        return Math.min(to + 1, end);
    }

    private int wordEnd(int place) {
        int to = place + 1;
        while (to < end && in[to] > ' ' && "{}[],:\"".indexOf(in[to]) < 0) {
            to++;
        }
        return to;
    }

    private String cut(int from, int to) {
        int last = Math.min(to, from + SHOWN_BYTES);
        while (last < to && last > from && (in[last] & 0xC0) == 0x80) {
            last--;
        }
        String text = new String(in, from, last - from, StandardCharsets.UTF_8);
        String dots = last < to ? "..." : "";
        return Utf8.isValid(in, from, last) && isPrintable(text)
                ? text + dots
                : "byte 0x" + Integer.toHexString(in[from] & 0xFF);
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }
}
