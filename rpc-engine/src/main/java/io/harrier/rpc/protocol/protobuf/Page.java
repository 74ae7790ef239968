package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.buffer.AsciiCopy;
import io.harrier.rpc.buffer.Stripes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The array that a message is put together in, or taken apart from, and a stack for the levels that
 * are open in it. Taken, used and given back by one thread.
 */
final class Page {
    private static final int FIRST_BYTES = 8 * 1024;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final int FIRST_LEVELS = 128;

    /** Of a text that are encoded at a time. */
    private static final int CHARS = 2 * 1024;

    /** Texts up to this length are copied at once, if they are ASCII. */
    private static final int COPIED_CHARS = 16 * 1024;

    /** What a copy may overwrite besides thrice the characters. */
    private static final int COPY_MARGIN = 2;

    private static final Stripes<Page> FREE = new Stripes<>();

    byte[] bytes = new byte[FIRST_BYTES];
    int[] levels = new int[FIRST_LEVELS];

    private final char[] chars = new char[CHARS];
    private final CharBuffer text = CharBuffer.wrap(chars);
    private ByteBuffer encoded = ByteBuffer.wrap(bytes);
    private AsciiCopy copy = new AsciiCopy(bytes);
    private final CharsetEncoder encoder =
            StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private Page() {}

    /** One that nobody else uses until it is given back. */
    static Page take() {
        Page free = FREE.take();
        return free == null ? new Page() : free;
    }

    /** Gives it back, unless a large message has made it large. */
    void give() {
        if (bytes.length <= KEPT_BYTES) {
            FREE.give(this);
        }
    }

    /** Makes room for so many bytes in all, what stands there kept. */
    void grow(int least) {
        int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 16);
        bytes = Arrays.copyOf(bytes, Math.max(least, doubled));
        encoded = ByteBuffer.wrap(bytes);
        copy = new AsciiCopy(bytes);
    }

    /** Makes room for a level of so many numbers. */
    void requireLevels(int top, int numbers) {
        if (levels.length - top < numbers) {
            levels = Arrays.copyOf(levels, 2 * levels.length);
        }
    }

    /**
     * Writes a text as UTF-8, making room as it goes; a lone surrogate becomes a question mark.
     *
     * @return the index behind it
     */
    int encode(String value, int to) {
        int length = value.length();
        if (length > COPIED_CHARS) {
            return encodePieces(value, to);
        }
        requireRoom(to, 3 * length + COPY_MARGIN);
        return copy.copy(value, to) ? to + length : encodePieces(value, to);
    }

    private int encodePieces(String value, int to) {
        int at = to;
        int from = 0;
        while (from < value.length()) {
            int end = Math.min(from + CHARS, value.length());
            requireRoom(at, 3 * (end - from));
            value.getChars(from, end, chars, 0);
            text.clear().limit(end - from);
            encoded.clear().position(at);
            encoder.reset().encode(text, encoded, end == value.length());
            at = encoded.position();
            from = end - text.remaining(); // half a pair waits for its other half
        }
        return at;
    }

    private void requireRoom(int at, int count) {
        if (bytes.length - at < count) {
            grow(at + count);
        }
    }
}
