package io.harrier.rpc.protocol;

import io.harrier.rpc.buffer.LentBuf;
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
    /** From so many bytes on a direct buffer's are linked, where that is allowed. */
    public static final int LINKED_BYTES = 4 * 1024;

    private ByteBuf buffer;
    private boolean isLinkingLent;
    private boolean isLinking;
    private @Nullable LinkedParts linked;
    private @Nullable Scratch scratch;

    protected ProtocolWriter(ByteBuf buffer) {
        this.buffer = buffer;
    }

    /** Makes the writer as good as new, for another buffer. */
    protected final void restart(ByteBuf other) {
        buffer = other;
        isLinkingLent = false;
        isLinking = false;
        dropLinked();
    }

    /**
     * Allows the writer to link the bytes of large direct buffers and not to copy them, where its
     * protocol writes them as they are. Then what was written is {@link #written()}, not the
     * buffer.
     */
    public final void allowLinks() {
        isLinkingLent = true;
        isLinking = true;
    }

    /**
     * The same for whole buffers that a {@link ProtocolReader} lent: all other memory may be a view
     * of theirs that does not keep it until it is sent, whatever it has for a count.
     */
    public final void allowLentLinks() {
        isLinkingLent = true;
    }

    /**
     * All that was written: the buffer; or, if bytes were linked, one of parts, to which the buffer
     * belongs from now on. Once, when the outermost struct has ended.
     */
    public final ByteBuf written() {
        LinkedParts parts = linked;
        linked = null;
        return parts == null ? buffer : parts.join(buffer);
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

    /**
     * The bytes from position to limit; the position stays. Those that are linked are to stay as
     * they are until they are sent.
     */
    public abstract void writeBinary(ByteBuffer value);

    /** The readable bytes; the indices stay. */
    public final void writeBinary(ByteBuf value) {
        int length = value.readableBytes();
        if (isAllowed(value) && isLinkable(value.isDirect(), length) && beginLinked(length)) {
            link(LentBuf.retainedSlice(value));
        } else {
            writeBinary(value.nioBuffer());
        }
    }

    private boolean isAllowed(ByteBuf value) {
        return isLinking || isLinkingLent && LentBuf.isView(value);
    }

    /** Whether bytes are to be linked if the protocol can. */
    protected final boolean isLinkable(ByteBuffer value) {
        return isLinking && isLinkable(value.isDirect(), value.remaining());
    }

    private static boolean isLinkable(boolean isDirect, int length) {
        return isDirect && length >= LINKED_BYTES;
    }

    /**
     * Writes what stands before a binary, and puts all of it into the buffer; false, with nothing
     * done, if the protocol does not write binaries as they are.
     */
    protected boolean beginLinked(int length) {
        return false;
    }

    /** Has these bytes follow what is in the buffer by now; they are released when written. */
    protected final void link(ByteBuf bytes) {
        LinkedParts parts = linked;
        if (parts == null) {
            parts = new LinkedParts();
            linked = parts;
        }
        parts.add(buffer.writerIndex(), bytes);
    }

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
        dropLinked();
        Scratch borrowed = scratch;
        scratch = null;
        if (borrowed != null) {
            borrowed.give();
        }
    }

    private void dropLinked() {
        LinkedParts parts = linked;
        linked = null;
        if (parts != null) {
            parts.release();
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
