package io.harrier.rpc.protocol.json;

import io.harrier.rpc.buffer.Stripes;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.Utf8;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON text as UTF-8, without white space. Commas come of themselves; that each end has its
 * begin is the caller's business. Control characters, quotes and backslashes are escaped, nothing
 * else.
 *
 * <p>Borrowed, for one thread. The text collects here until it is taken.
 */
public final class JsonTextWriter implements AutoCloseable {
    private static final int RETAINED_BYTES = 64 * 1024;
    private static final Stripes<JsonTextWriter> FREE = new Stripes<>();
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.ISO_8859_1);

    private final JsonNumberText numbers = new JsonNumberText();
    private byte[] out = new byte[4 * 1024];
    private int at;
    private boolean comma;
    private boolean isOpen;

    private JsonTextWriter() {}

    public static JsonTextWriter take() {
        JsonTextWriter free = FREE.take();
        JsonTextWriter taken = free == null ? new JsonTextWriter() : free;
        taken.isOpen = true;
        return taken;
    }

    /** Gives the writer back, empty. Again does nothing, unless somebody else has it meanwhile. */
    @Override
    public void close() {
        boolean wasOpen = isOpen;
        isOpen = false;
        at = 0;
        comma = false;
        if (wasOpen && out.length <= RETAINED_BYTES) {
            FREE.give(this);
        }
    }

    /** Appends the text to a buffer. */
    public void to(ByteBuf target) {
        target.writeBytes(out, 0, at);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(out, at);
    }

    /** The text. */
    @Override
    public String toString() {
        return new String(out, 0, at, StandardCharsets.UTF_8);
    }

    public void beginObject() {
        begin('{');
    }

    public void endObject() {
        end('}');
    }

    public void beginArray() {
        begin('[');
    }

    public void endArray() {
        end(']');
    }

    private void begin(char bracket) {
        beginValue(1);
        out[at++] = (byte) bracket;
        comma = false;
    }

    private void end(char bracket) {
        reserve(1);
        out[at++] = (byte) bracket;
        comma = true;
    }

    /** A name as it stands in the text: with its quotes and its colon. */
    public void rawName(byte[] name) {
        raw(name);
        comma = false;
    }

    /** A value as it stands in the text. */
    public void raw(byte[] value) {
        beginValue(value.length);
        System.arraycopy(value, 0, out, at, value.length);
        at += value.length;
    }

    /** Makes a name of the string that was written last. */
    public void nameEnds() {
        reserve(1);
        out[at++] = ':';
        comma = false;
    }

    public void writeNull() {
        raw(NULL);
    }

    public void writeBoolean(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    public void writeLong(long value) {
        beginValue(JsonNumberText.MAX_BYTES);
        at = numbers.write(value, out, at);
    }

    /**
     * @param value finite
     */
    public void writeDouble(double value) {
        beginValue(JsonNumberText.MAX_BYTES);
        at = numbers.write(value, out, at);
    }

    /** A number as a string. */
    public void writeQuotedLong(long value) {
        beginValue(JsonNumberText.MAX_BYTES + 2);
        out[at++] = '"';
        at = numbers.write(value, out, at);
        out[at++] = '"';
    }

    /**
     * A number as a string.
     *
     * @param value finite
     */
    public void writeQuotedDouble(double value) {
        beginValue(JsonNumberText.MAX_BYTES + 2);
        out[at++] = '"';
        at = numbers.write(value, out, at);
        out[at++] = '"';
    }

    public void writeString(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        writeString(bytes, 0, bytes.length);
    }

    /** A string whose UTF-8 this is. */
    public void writeString(byte[] utf8, int from, int length) {
        beginValue(length + 2);
        out[at++] = '"';
        System.arraycopy(utf8, from, out, at, length);
        finishString(length);
    }

    /**
     * The string that comes next in a payload.
     *
     * @throws ProtocolException if it is not UTF-8
     */
    public void writeText(ProtocolReader in) {
        writeText(in, in.beginText());
    }

    /**
     * The binary that comes next in a payload, as text.
     *
     * @throws ProtocolException if it is not UTF-8
     */
    public void writeBinaryText(ProtocolReader in) {
        writeText(in, in.beginBinary());
    }

    private void writeText(ProtocolReader in, int length) {
        beginValue(length + 2);
        out[at++] = '"';
        in.takeBytes(out, at, length);
        finishString(length);
    }

    /** The binary that comes next in a payload, as Base64. */
    public void writeBase64(ProtocolReader in) {
        int length = in.beginBinary();
        int letters = Base64Text.length(length);
        beginValue(letters + 5);
        out[at++] = '"';
        int from = at + letters + 2 - length; // behind what is written before it is read
        in.takeBytes(out, from, length);
        Base64Text.encode(out, from, length, out, at);
        at += letters;
        out[at++] = '"';
    }

    public void writeBase64(byte[] bytes) {
        int letters = Base64Text.length(bytes.length);
        beginValue(letters + 2);
        out[at++] = '"';
        Base64Text.encode(bytes, 0, bytes.length, out, at);
        at += letters;
        out[at++] = '"';
    }

    /** Ends a string whose bytes stand behind the cursor. */
    private void finishString(int length) {
        int to = at + length;
        int special = JsonWords.plainEnd(out, at, to);
        if (special < to) {
            requireUtf8(special, to);
            to = escape(special, to);
        }
        at = to;
        out[at++] = '"';
    }

    private void requireUtf8(int from, int to) {
        if (!Utf8.isValid(out, from, to)) {
            throw new ProtocolException("string: other bytes (expected: UTF-8)");
        }
    }

    /** Makes room for what escapes take, from the end on, so that each byte moves once. */
    private int escape(int from, int to) {
        int more = 0;
        for (int i = from; i < to; i++) {
            more += escapeBytes(out[i]) - 1;
        }
        if (more == 0) {
            return to;
        }
        int used = at;
        at = to;
        reserve(more + 1);
        at = used;
        int put = to + more;
        for (int i = to - 1; put > i + 1; i--) {
            put = putBefore(put, out[i]);
        }
        return to + more;
    }

    private static int escapeBytes(byte b) {
        if (b >= ' ' || b < 0) {
            return b == '"' || b == '\\' ? 2 : 1;
        }
        return letter(b) == 0 ? 6 : 2;
    }

    private static char letter(byte b) {
        return switch (b) {
            case '"', '\\' -> (char) b;
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }

    private int putBefore(int end, byte b) {
        int bytes = escapeBytes(b);
        int put = end - bytes;
        if (bytes == 1) {
            out[put] = b;
        } else {
            out[put] = '\\';
            out[put + 1] = (byte) letter(b);
        }
        if (bytes == 6) {
            out[put + 1] = 'u';
            out[put + 2] = '0';
            out[put + 3] = '0';
            out[put + 4] = HEX[b >> 4];
            out[put + 5] = HEX[b & 15];
        }
        return put;
    }

    /** Sees to the comma, and to room for so many bytes and one. */
    private void beginValue(int bytes) {
        reserve(bytes + 2);
        if (comma) {
            out[at++] = ',';
        }
        comma = true;
    }

    private void reserve(int bytes) {
        if (out.length - at < bytes) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, at + bytes));
        }
    }
}
