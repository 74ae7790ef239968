package io.harrier.rpc.protocol;

import io.harrier.rpc.buffer.Scratch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of one payload. Types are those of {@link WireTypes}; each {@code begin} has
 * its {@code end}.
 *
 * <pre>{@code
 * out.beginStruct();
 * out.field(WireTypes.LIST, 7);
 * out.beginElements(WireTypes.LIST, WireTypes.I32, 2);
 * out.writeI32(1);
 * out.writeI32(2);
 * out.endElements();
 * out.endStruct();
 * }</pre>
 *
 * <p>One per message, for one thread; {@link #close()} gives its scratch space back. The buffer
 * stays the caller's; one that may not grow any further throws {@link IndexOutOfBoundsException}.
 */
public abstract class ProtocolWriter implements AutoCloseable {
    private ByteBuf buffer;
    private @Nullable Scratch scratch;

    protected ProtocolWriter(ByteBuf buffer) {
        this.buffer = buffer;
    }

    /** Makes the writer as good as new, for another buffer. */
    protected final void restart(ByteBuf other) {
        buffer = other;
    }

    /**
     * Writes what was written in this protocol before: all values of a payload, as they are. Linked
     * and not copied, where the buffer is made of parts; the bytes stay the caller's.
     */
    public final void writePayload(ByteBuf payload) {
        if (buffer instanceof CompositeByteBuf parts) {
            parts.capacity(parts.writerIndex()); // parts stand side by side
            parts.addComponent(true, payload.retainedSlice());
        } else {
            buffer.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
        }
    }

    public abstract void beginStruct();

    /** Begins a field; its value, of this type, comes next. */
    public abstract void field(byte type, int id);

    /**
     * Begins a field whose absence means the same as a zero or an empty value: one of a primitive,
     * a string, an enum, a container. Only Protobuf makes a difference: it leaves such a value
     * away.
     */
    public void plainField(byte type, int id) {
        field(type, id);
    }

    public abstract void endStruct();

    /**
     * Begins a list or set.
     *
     * @param container {@link WireTypes#LIST} or {@link WireTypes#SET}
     * @param element type of the elements
     * @param count of the elements, which come next
     */
    public abstract void beginElements(byte container, byte element, int count);

    public abstract void endElements();

    /**
     * Begins a list or set whose elements nobody has counted yet.
     *
     * @return what {@link #setCount} takes; -1, with nothing written, if this protocol has to know
     *     the count before the elements
     */
    public int beginElements(byte container, byte element) {
        return -1;
    }

    /** Begins a map whose entries nobody has counted yet, as {@link #beginElements(byte, byte)}. */
    public int beginEntries(byte key, byte value) {
        return -1;
    }

    /** Tells the count of a container that was begun without it, before its end. */
    public void setCount(int place, int count) {
        throw new IllegalStateException("counts stand before elements here");
    }

    /**
     * Begins a map.
     *
     * @param count of the entries, which come next: key, value, key, value
     */
    public abstract void beginEntries(byte key, byte value, int count);

    public abstract void endEntries();

    public abstract void writeBool(boolean value);

    public abstract void writeI8(byte value);

    public abstract void writeI16(short value);

    public abstract void writeI32(int value);

    public abstract void writeI64(long value);

    public abstract void writeDouble(double value);

    /** A lone surrogate becomes a question mark. */
    public abstract void writeString(String value);

    /** The bytes from position to limit; the position stays. */
    public abstract void writeBinary(ByteBuffer value);

    public abstract void writeUuid(UUID value);

    // A plain field with its value in one call, for code that was generated for a struct.

    public void boolField(int id, boolean value) {
        plainField(WireTypes.BOOL, id);
        writeBool(value);
    }

    public void i8Field(int id, byte value) {
        plainField(WireTypes.I8, id);
        writeI8(value);
    }

    public void i16Field(int id, short value) {
        plainField(WireTypes.I16, id);
        writeI16(value);
    }

    public void i32Field(int id, int value) {
        plainField(WireTypes.I32, id);
        writeI32(value);
    }

    public void i64Field(int id, long value) {
        plainField(WireTypes.I64, id);
        writeI64(value);
    }

    public void doubleField(int id, double value) {
        plainField(WireTypes.DOUBLE, id);
        writeDouble(value);
    }

    public void stringField(int id, String value) {
        plainField(WireTypes.STRING, id);
        writeString(value);
    }

    /** A string whose UTF-8 this is. */
    public void writeText(byte[] utf8, int at, int length) {
        writeString(new String(utf8, at, length, StandardCharsets.UTF_8));
    }

    /** A binary. */
    public void writeBinary(byte[] bytes, int at, int length) {
        writeBinary(ByteBuffer.wrap(bytes, at, length));
    }

    @Override
    public void close() {
        Scratch borrowed = scratch;
        scratch = null;
        if (borrowed != null) {
            borrowed.give();
        }
    }

    /** Scratch space for the moment of one call. */
    protected final Scratch scratch() {
        Scratch borrowed = scratch;
        if (borrowed == null) {
            borrowed = Scratch.take();
            scratch = borrowed;
        }
        return borrowed;
    }
}
