package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.buffer.Scratch;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes values into one payload. One per message, for one thread; {@link #close()} gives its
 * scratch array back. The buffer stays the caller's; one that may not grow any further throws
 * {@link IndexOutOfBoundsException}.
 */
public final class BinaryWriter implements AutoCloseable {
    private final ByteBuf out;
    private byte @Nullable [] scratch;

    public BinaryWriter(ByteBuf out) {
        this.out = out;
    }

    public void writeByte(int value) {
        out.writeByte(value);
    }

    public void writeI16(int value) {
        out.writeShort(value);
    }

    public void writeI32(int value) {
        out.writeInt(value);
    }

    public void writeI64(long value) {
        out.writeLong(value);
    }

    public void writeDouble(double value) {
        out.writeDouble(value);
    }

    /** Length and UTF-8 bytes; a lone surrogate becomes a question mark. */
    public void writeString(String value) {
        int length = value.length();
        if (length <= Scratch.BYTES && copyAscii(value, length, scratch())) {
            out.writeInt(length);
            out.writeBytes(scratch(), 0, length);
        } else {
            // Not Netty's writeUtf8: it asks for thrice the room, and after a lone surrogate it
            // writes a wrong byte.
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.writeBytes(bytes);
        }
    }

    /** Length and bytes from position to limit; the position stays. */
    public void writeBinary(ByteBuffer value) {
        out.writeInt(value.remaining());
        out.writeBytes(value.duplicate());
    }

    @Override
    public void close() {
        byte[] array = scratch;
        scratch = null;
        if (array != null) {
            Scratch.give(array);
        }
    }

    private byte[] scratch() {
        byte[] array = scratch;
        if (array == null) {
            array = Scratch.take();
            scratch = array;
        }
        return array;
    }

    private static boolean copyAscii(String from, int length, byte[] to) {
        int all = 0;
        for (int i = 0; i < length; i++) {
            char c = from.charAt(i);
            all |= c;
            to[i] = (byte) c;
        }
        return all < 0x80;
    }
}
