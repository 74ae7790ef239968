package io.harrier.rpc.protocol.json;

import io.harrier.rpc.buffer.Stripes;
import io.harrier.rpc.error.ErrorKind;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON text, value by value, for somebody who knows what to expect. Strict RFC 8259, UTF-8
 * without a byte order mark; nesting is bounded. It makes no objects: strings are seen as bytes.
 *
 * <pre>{@code
 * in.beginObject("an object");
 * while (in.nextMember()) {
 *     ... in.text(), in.textAt(), in.textLength() are its name ...
 *     in.readLong(min, max, "i32");
 * }
 * in.finish();
 * }</pre>
 *
 * <p>Borrowed, for one thread. Throws nothing but {@link JsonException}; where the next value is
 * not of the kind that is asked for, nothing of it was read. Names may repeat: that is the reader's
 * business. A number is any that the grammar allows until somebody asks for its value.
 */
public final class JsonScanner extends JsonNumberScanner implements AutoCloseable {
    public static final int OBJECT = '{';
    public static final int ARRAY = '[';
    public static final int STRING = '"';
    public static final int NUMBER = '0';
    public static final int TRUE = 't';
    public static final int FALSE = 'f';
    public static final int NULL = 'n';

    private static final int RETAINED_BYTES = 64 * 1024;
    private static final Stripes<JsonScanner> FREE = new Stripes<>();

    private byte[] copy = new byte[4 * 1024];
    private int maxDepth;
    private int depth;

    /** Whether the next member or element is its container's first. */
    private boolean isFirst;

    private boolean isOpen;

    private JsonScanner() {}

    /** A scanner of a text, which must not change until it is closed. */
    public static JsonScanner of(byte[] text, int from, int to, int maxDepth) {
        JsonScanner free = FREE.take();
        JsonScanner scanner = free == null ? new JsonScanner() : free;
        scanner.isOpen = true;
        scanner.begin(text, from, to, maxDepth);
        return scanner;
    }

    /** A scanner of all that can be read of a buffer, whose indexes stay. */
    public static JsonScanner of(ByteBuf text, int maxDepth) {
        int length = text.readableBytes();
        if (text.hasArray()) {
            int from = text.arrayOffset() + text.readerIndex();
            return of(text.array(), from, from + length, maxDepth);
        }
        JsonScanner scanner = of(NONE, 0, 0, maxDepth);
        if (scanner.copy.length < length) {
            scanner.copy = new byte[length];
        }
        text.getBytes(text.readerIndex(), scanner.copy, 0, length);
        scanner.begin(scanner.copy, 0, length, maxDepth);
        return scanner;
    }

    private void begin(byte[] text, int from, int to, int deepest) {
        place(text, from, to);
        maxDepth = deepest;
        depth = 0;
        counts.clear();
        if (to - from >= 3 && text[from] == (byte) 0xEF && text[from + 1] == (byte) 0xBB) {
            throw failure(ErrorKind.BAD_REQUEST, "expected a value, got a byte order mark", from);
        }
    }

    /** Gives the scanner back. Again does nothing, unless somebody else has it meanwhile. */
    @Override
    public void close() {
        boolean wasOpen = isOpen;
        isOpen = false;
        place(NONE, 0, 0);
        forget();
        if (wasOpen && copy.length <= RETAINED_BYTES && counts.isSmall()) {
            FREE.give(this);
        }
    }

    /**
     * The kind of the next value, which stays.
     *
     * @throws JsonException if none stands here
     */
    public int peek() {
        int b = next();
        return switch (b) {
            case OBJECT, ARRAY, STRING, TRUE, FALSE, NULL -> b;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> NUMBER;
            default -> throw expected("a value");
        };
    }

    /** Whether the next value is null; it stays. */
    public boolean isNull() {
        return next() == NULL;
    }

    /** Whether the next value is a string; it stays. */
    public boolean isString() {
        return next() == STRING;
    }

    /**
     * Goes into an object.
     *
     * @param what is expected, for the error
     */
    public void beginObject(String what) {
        begin(OBJECT, what);
    }

    /**
     * Goes into an array.
     *
     * @param what is expected, for the error
     */
    public void beginArray(String what) {
        begin(ARRAY, what);
    }

    private void begin(int bracket, String what) {
        if (next() != bracket) {
            throw expected(what);
        }
        if (depth == maxDepth) {
            throw failure(
                    ErrorKind.LIMIT_EXCEEDED,
                    "expected at most " + maxDepth + " levels, got one more",
                    at);
        }
        depth++;
        at++;
        isFirst = true;
    }

    /**
     * Reads the next name if it is this one, with no white space around it; else nothing is read.
     *
     * @param quoted the name as it stands in the text, with its quotes and its colon
     */
    public boolean nextMember(byte[] quoted) {
        int from = at;
        if (!isFirst) {
            if (from >= end || in[from] != ',') {
                return false;
            }
            from++;
        }
        if (end - from < quoted.length || !JsonWords.same(quoted, in, from, quoted.length)) {
            return false;
        }
        isFirst = false;
        foundName(from);
        at = from + quoted.length;
        return true;
    }

    /** Reads the name of the next member, up to its value; false at the object's end. */
    public boolean nextMember() {
        if (!isFirst && at + 1 < end && in[at] == ',' && in[at + 1] == '"') {
            at += 2;
        } else if (isLastMember()) {
            return false;
        }
        scanString();
        if (next() != ':') {
            throw expected("':'");
        }
        at++;
        return true;
    }

    /** Goes behind the opening quote of the next name. */
    private boolean isLastMember() {
        int b = next();
        boolean first = isFirst;
        isFirst = false;
        if (b == '}') {
            end();
            return true;
        }
        if (!first) {
            comma(b, "',' or '}'");
            b = next();
        }
        if (b != '"') {
            throw expected(first ? "a name or '}'" : "a name");
        }
        at++;
        return false;
    }

    /** Goes to the next element; false at the array's end. */
    public boolean nextElement() {
        int b = next();
        boolean first = isFirst;
        isFirst = false;
        if (b == ']') {
            return end();
        }
        if (!first) {
            comma(b, "',' or ']'");
        }
        return true;
    }

    private void comma(int b, String what) {
        if (b != ',') {
            throw expected(what);
        }
        at++;
    }

    private boolean end() {
        at++;
        depth--;
        return false;
    }

    /**
     * How many members or elements the container has that comes next. Looks ahead, over each byte
     * once at most however deep it stands; what is no JSON gets any number, and an error later.
     */
    public int count() {
        next();
        return counts.count(in, at, end);
    }

    /** Reads a string, whose bytes are seen until the next is read. */
    public void readString(String what) {
        if (next() != '"') {
            throw expected(what);
        }
        at++;
        scanString();
    }

    /** Reads Base64: the bytes it stands for are seen as those of a string are. */
    public void readBase64(String what) {
        readString(what);
        decodeBase64(what);
    }

    /** Takes the name or string that was read last as Base64. */
    public void decodeBase64(String what) {
        if (!decodeText()) {
            throw expectedText(what);
        }
    }

    /**
     * Reads a whole number.
     *
     * @param what is expected, for the error
     */
    public long readLong(long min, long max, String what) {
        requireNumber(what);
        return scanLong(min, max, what);
    }

    /** Reads a number; the nearest double. One that is over the largest is refused. */
    public double readDouble(String what) {
        requireNumber(what);
        return scanDouble(what);
    }

    private void requireNumber(String what) {
        int b = next();
        if (b != '-' && (b < '0' || b > '9')) {
            throw expected(what);
        }
    }

    public boolean readBoolean(String what) {
        int b = next();
        if (b != TRUE && b != FALSE) {
            throw expected(what);
        }
        literal(b == TRUE ? "true" : "false");
        return b == TRUE;
    }

    public void readNull() {
        if (next() != NULL) {
            throw expected("null");
        }
        literal("null");
    }

    /** The failure that something is wrong with the value that ends here. */
    public JsonException failure(String problem) {
        return failure(ErrorKind.BAD_REQUEST, problem, at);
    }

    private void literal(String word) {
        int to = at + word.length();
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || in[at + i] != word.charAt(i)) {
                throw expected(word);
            }
        }
        at = to;
    }

    /** Passes over a value; all of it is looked at. */
    public void skipValue() {
        int kind = peek();
        switch (kind) {
            case OBJECT -> {
                beginObject("an object");
                while (nextMember()) {
                    skipValue();
                }
            }
            case ARRAY -> {
                beginArray("an array");
                while (nextElement()) {
                    skipValue();
                }
            }
            case STRING -> readString("a string");
            case NUMBER -> scanNumber("a number");
            case NULL -> readNull();
            default -> readBoolean("true or false");
        }
    }

    /** Reads a value as the text that it stands as; all of it is looked at. */
    public String readRaw() {
        peek();
        int from = at;
        skipValue();
        return new String(in, from, at - from, StandardCharsets.UTF_8);
    }

    /**
     * @throws JsonException if anything but white space is left
     */
    public void finish() {
        if (next() >= 0) {
            throw expected("the end of the text");
        }
    }
}
