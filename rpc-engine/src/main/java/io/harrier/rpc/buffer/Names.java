package io.harrier.rpc.buffer;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Turns the bytes of short names (methods, services) into strings, and gives the same string for
 * the same bytes most of the time. Bounded: a name that falls on another's place takes it. For any
 * thread.
 */
public final class Names {
    private static final int PLACES = 256;
    private static final int LONGEST = 128;
    private static final AtomicReferenceArray<String> SEEN = new AtomicReferenceArray<>(PLACES);

    private Names() {}

    /**
     * The UTF-8 name at these bytes; the reader index stays.
     *
     * @param guess what it is most often
     */
    public static String read(ByteBuf in, int index, int length, String guess) {
        return isSame(guess, in, index, length) ? guess : read(in, index, length);
    }

    /** The UTF-8 name at these bytes; the reader index stays. */
    public static String read(ByteBuf in, int index, int length) {
        if (length > LONGEST) {
            return in.toString(index, length, StandardCharsets.UTF_8);
        }
        Scratch scratch = Scratch.take();
        in.getBytes(index, scratch.bytes(), 0, length);
        String name = read(scratch.bytes(), 0, length);
        scratch.give();
        return name;
    }

    /** The UTF-8 name at these bytes. */
    public static String read(byte[] in, int index, int length) {
        int place = place(in, index, length);
        String seen = SEEN.get(place);
        if (seen != null && isSame(seen, in, index, length)) {
            return seen;
        }
        String name = new String(in, index, length, StandardCharsets.UTF_8);
        if (length <= LONGEST) {
            SEEN.lazySet(place, name);
        }
        return name;
    }

    private static int place(byte[] in, int index, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + in[index + i];
        }
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    private static boolean isSame(String seen, ByteBuf in, int index, int length) {
        if (seen.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (seen.charAt(i) != in.getByte(index + i)) {
                return false;
            }
        }
        return true;
    }

    /** True only for ASCII names; others are decoded each time. */
    private static boolean isSame(String seen, byte[] in, int index, int length) {
        if (seen.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (seen.charAt(i) != in[index + i]) {
                return false;
            }
        }
        return true;
    }
}
