package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.buffer.Scratch;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values into one payload. One per message, for one thread; {@link #close()} gives its
 * scratch space back. The buffer stays the caller's; one that may not grow any further throws
 * {@link IndexOutOfBoundsException}.
 */
public final class BinaryWriter implements AutoCloseable {
    private final ByteBuf out;
    private @Nullable Scratch scratch;

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
        int lengthAt = out.writerIndex();
        out.writeInt(0);
        scratch().encode(value, out);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
    }

    /** Length and bytes from position to limit; the position stays. */
    public void writeBinary(ByteBuffer value) {
        out.writeInt(value.remaining());
        out.writeBytes(value.duplicate());
    }

    @Override
    public void close() {
        Scratch borrowed = scratch;
        scratch = null;
        if (borrowed != null) {
            borrowed.give();
        }
    }

    private Scratch scratch() {
        Scratch borrowed = scratch;
        if (borrowed == null) {
            borrowed = Scratch.take();
            scratch = borrowed;
        }
        return borrowed;
    }
}
