package io.harrier.rpc.buffer;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What a thread borrows while it turns strings into bytes and back, so that no string costs a copy
 * of its own. Taken, used and given back by one thread.
 */
public final class Scratch {
    /** The most characters that {@link #encode(String, int)} takes. */
    public static final int CHARS = 4 * 1024;

    /** Room that {@link #encode(String, int)} needs besides thrice the characters. */
    public static final int MARGIN = 2;

    /** The length of {@link #bytes()}: what so many characters take at most, and a length. */
    public static final int BYTES = CHARS * 3 + Integer.BYTES + MARGIN;

    /** Up to this length a loop over the characters is fastest. */
    public static final int SHORT = 20;

    private static final Stripes<Scratch> FREE = new Stripes<>();

    private final byte[] bytes = new byte[BYTES];
    private final char[] chars = new char[CHARS];
    private final ByteBuffer encoded = ByteBuffer.wrap(bytes);
    private final AsciiCopy copy = new AsciiCopy(bytes);
    private final CharBuffer text = CharBuffer.wrap(chars);
    private final CharsetEncoder encoder =
            StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private Scratch() {}

    /** One that nobody else uses until it is given back. */
    public static Scratch take() {
        Scratch free = FREE.take();
        return free == null ? new Scratch() : free;
    }

    /** Gives it back; its last content is not cleared. */
    public void give() {
        FREE.give(this);
    }

    public byte[] bytes() {
        return bytes;
    }

    /**
     * Appends UTF-8; a lone surrogate becomes a question mark. Not by Netty's writer, which asks
     * for thrice the room and writes a wrong byte after a lone surrogate.
     */
    public void encode(String value, ByteBuf out) {
        int at = 0;
        while (at < value.length()) {
            int end = Math.min(at + CHARS, value.length());
            value.getChars(at, end, chars, 0);
            text.clear().limit(end - at);
            encode(end == value.length(), out);
            at = end - text.remaining(); // half a pair waits for its other half
        }
    }

    /**
     * Puts UTF-8 into {@link #bytes()}, which must have room for thrice as many bytes as there are
     * characters, and {@link #MARGIN}; a lone surrogate becomes a question mark.
     *
     * @param value of at most {@link #CHARS} characters
     * @return the place behind it
     */
    public int encode(String value, int at) {
        int length = value.length();
        if (length > SHORT) {
            return copy.copy(value, at) ? at + length : encode(value, 0, at);
        }
        int ascii = ascii(value, length, bytes, at);
        return ascii == length ? at + length : encode(value, ascii, at + ascii);
    }

    /** How many characters from the first on are ASCII; they are put into the array. */
    public static int ascii(String value, int length, byte[] to, int at) {
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return i;
            }
            to[at + i] = (byte) c;
        }
        return length;
    }

    private int encode(String value, int from, int at) {
        value.getChars(from, value.length(), chars, 0);
        text.clear().limit(value.length() - from);
        encoded.clear().position(at);
        encoder.reset();
        requireRoom(encoder.encode(text, encoded, true));
        return encoded.position();
    }

    private static void requireRoom(CoderResult result) {
        if (result.isOverflow()) {
            throw new IllegalStateException("more than 3 bytes a character");
        }
    }

    private void encode(boolean last, ByteBuf out) {
        encoded.clear();
        encoder.reset();
        requireRoom(encoder.encode(text, encoded, last));
        out.writeBytes(bytes, 0, encoded.position());
    }
}
