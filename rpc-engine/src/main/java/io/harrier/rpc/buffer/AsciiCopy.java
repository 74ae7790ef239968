package io.harrier.rpc.buffer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Copies strings of ASCII into one array, straight from their own bytes: {@code
 * MemorySegment.setString} of Java 22 and later, which compares and copies many bytes at a time and
 * makes no garbage. It does not say what it wrote; a byte behind the text tells.
 *
 * <p>For one thread.
 */
public final class AsciiCopy {
    /** Stands nowhere in UTF-8. */
    private static final byte UNTOUCHED = (byte) 0xFF;

    /** Strings to take another way after one that was not ASCII: such ones come together. */
    private static final int DISTRUST = 32;

    /** (Object segment, long offset, String, Charset) to void. */
    private static final @Nullable MethodHandle SET_STRING = setString();

    private final byte[] bytes;
    private final @Nullable Object segment;
    private int distrust;

    public AsciiCopy(byte[] bytes) {
        this.bytes = bytes;
        segment = SET_STRING == null ? null : segment(bytes);
    }

    /**
     * Copies a string, if this JDK can and it is ASCII; else what stands in the array from there
     * on, thrice its length and two bytes more, means nothing. So many bytes there must be.
     */
    public boolean copy(String value, int at) {
        if (segment == null || SET_STRING == null || distrust > 0) {
            distrust--;
            return false;
        }
        int behind = at + value.length() + 1;
        bytes[behind] = UNTOUCHED;
        try {
            SET_STRING.invokeExact(segment, (long) at, value, StandardCharsets.UTF_8);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        // ASCII ends one byte before it, with a zero; anything longer has put a byte of its own
        boolean isAscii = bytes[behind] == UNTOUCHED;
        distrust = isAscii ? 0 : DISTRUST;
        return isAscii;
    }

    private static @Nullable Object segment(byte[] bytes) {
        try {
            return Class.forName("java.lang.foreign.MemorySegment")
                    .getMethod("ofArray", byte[].class)
                    .invoke(null, bytes);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static @Nullable MethodHandle setString() {
        if (Runtime.version().feature() < 22) {
            return null; // there it is a preview, under other names
        }
        try {
            Class<?> type = Class.forName("java.lang.foreign.MemorySegment");
            MethodType told =
                    MethodType.methodType(void.class, long.class, String.class, Charset.class);
            return MethodHandles.publicLookup()
                    .findVirtual(type, "setString", told)
                    .asType(told.insertParameterTypes(0, Object.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
