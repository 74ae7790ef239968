package io.harrier.rpc.protocol;

import io.harrier.rpc.buffer.LentBuf;
import io.harrier.rpc.buffer.Scratch;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one payload, in the order they stand there, by somebody who knows their
 * types; the types are those of {@link WireTypes}. Every size is checked against the bytes that are
 * left before memory is taken for it.
 *
 * <pre>{@code
 * in.beginStruct();
 * while (in.nextField()) {
 *     switch (in.fieldId()) {
 *         case 1 -> {
 *             in.expectField(WireTypes.I32);
 *             number = in.readI32();
 *         }
 *         default -> in.skipField();
 *     }
 * }
 * in.endStruct();
 * }</pre>
 *
 * <p>One per message, for one thread; {@link #close()} gives its scratch space back. It does not
 * release the buffer, and retains it for what it lends alone. Throws nothing but {@link
 * ProtocolException}.
 */
public abstract class ProtocolReader implements AutoCloseable {
    /** No field's id. */
    public static final int END = Integer.MIN_VALUE;

    /** From so many bytes on a binary is lent as it stands in the payload. */
    public static final int LENT_BYTES = ProtocolWriter.LINKED_BYTES;

    private static final int KNOWN_LEVELS = 8;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuf buffer;
    private ReadLimits limits;

    /**
     * Field ids from the outermost struct to the value being read, which an error names; the last
     * of them is {@link #noted}.
     */
    private final short[] path = new short[KNOWN_LEVELS];

    private short noted;
    private int depth;
    private int elementsLeft;
    private ByteBuffer begun = NOTHING;
    private @Nullable Scratch scratch;
    private boolean isLending;
    private boolean isLendingViews;
    private @Nullable List<ByteBuf> lent;

    protected ProtocolReader(ByteBuf buffer, ReadLimits limits) {
        this.buffer = buffer;
        this.limits = limits;
        elementsLeft = limits.maxElements();
    }

    /** Makes the reader as good as new, for another payload. */
    protected final void restart(ByteBuf other, ReadLimits again) {
        buffer = other;
        limits = again;
        isLending = false;
        isLendingViews = false;
        lent = null;
        depth = 0;
        noted = 0;
        elementsLeft = again.maxElements();
    }

    /**
     * All that is left of the payload, as it stands there; not copied. Whoever takes it releases
     * it.
     */
    public final ByteBuf readPayload() {
        return buffer.readRetainedSlice(buffer.readableBytes());
    }

    /**
     * Allows the reader to give large binaries that are asked for as buffers as they stand in the
     * payload, where its protocol has them so. Whoever allows it takes {@link #takeLent}.
     */
    public final void lendBuffers() {
        isLending = true;
        isLendingViews = true;
    }

    /** The same with copies alone: who reads does not keep the payload. */
    public final void lendCopies() {
        isLending = true;
    }

    /**
     * The buffers that were lent since then, also by what failed half-way, to be released once
     * each.
     */
    public final List<ByteBuf> takeLent() {
        List<ByteBuf> taken = lent;
        lent = null;
        return taken == null ? List.of() : taken;
    }

    public abstract void beginStruct();

    /** Goes to the next field; false at the struct's end. */
    public abstract boolean nextField();

    /** The id of the field whose value comes next. */
    public abstract int fieldId();

    /**
     * Says what the field's value is going to be read as.
     *
     * @throws ProtocolException if it is something else
     */
    public abstract void expectField(byte type);

    /**
     * Passes over the field's value.
     *
     * @throws ProtocolException also if it is nested too deeply
     */
    public abstract void skipField();

    public abstract void endStruct();

    /**
     * Whether an absent field that was written with {@link ProtocolWriter#plainField} stands for a
     * zero or an empty value: in Protobuf.
     */
    public boolean isAbsentZero() {
        return false;
    }

    /**
     * Goes into a list or set.
     *
     * @param container {@link WireTypes#LIST} or {@link WireTypes#SET}
     * @param element what its elements are going to be read as
     * @return how many there are; at least one byte is left for each
     */
    public abstract int beginElements(byte container, byte element);

    public abstract void endElements();

    /**
     * Goes into a map.
     *
     * @param key what its keys are going to be read as
     * @param value what its values are going to be read as
     * @return how many entries there are; at least one byte is left for each
     */
    public abstract int beginEntries(byte key, byte value);

    public abstract void endEntries();

    public abstract boolean readBool();

    public abstract byte readI8();

    public abstract short readI16();

    public abstract int readI32();

    public abstract long readI64();

    public abstract double readDouble();

    /**
     * @throws ProtocolException also if the bytes are not UTF-8
     */
    public abstract String readString();

    /** The bytes of a binary field, copied: they outlive the payload. The array is all of it. */
    public abstract ByteBuffer readBinary();

    /**
     * The bytes of a binary field: a copy that is the caller's alone; or, once {@link #lendBuffers}
     * or {@link #lendCopies} was called, lent ones, which can only be read.
     */
    public ByteBuf readBuffer() {
        return copied(readBinary().array());
    }

    /** Bytes that were copied, as {@link #readBuffer} gives them. */
    protected final ByteBuf copied(byte[] bytes) {
        ByteBuf copy = Unpooled.wrappedBuffer(bytes);
        return isLending ? lend(copy.asReadOnly()) : copy;
    }

    /** Whether a binary is to be lent as it stands in the payload. */
    protected final boolean isLendable(int length) {
        return isLendingViews && length >= LENT_BYTES;
    }

    /** Lends these bytes of the payload. */
    protected final ByteBuf lend(ByteBuf payload, int index, int length) {
        return lend(LentBuf.of(payload, index, length));
    }

    private ByteBuf lend(ByteBuf bytes) {
        List<ByteBuf> known = lent;
        if (known == null) {
            known = new ArrayList<>(2);
            lent = known;
        }
        known.add(bytes);
        return bytes;
    }

    public abstract UUID readUuid();

    // For code that was generated for a struct: less calls for each field.

    /** Goes to the next field and gives its id; {@link #END} at the struct's end. */
    public int nextId() {
        return nextField() ? fieldId() : END;
    }

    public boolean boolField() {
        expectField(WireTypes.BOOL);
        return readBool();
    }

    public byte i8Field() {
        expectField(WireTypes.I8);
        return readI8();
    }

    public short i16Field() {
        expectField(WireTypes.I16);
        return readI16();
    }

    public int i32Field() {
        expectField(WireTypes.I32);
        return readI32();
    }

    public long i64Field() {
        expectField(WireTypes.I64);
        return readI64();
    }

    public double doubleField() {
        expectField(WireTypes.DOUBLE);
        return readDouble();
    }

    public String stringField() {
        expectField(WireTypes.STRING);
        return readString();
    }

    /**
     * Goes into a string, whose bytes are taken by {@link #takeBytes}, all of them before anything
     * else is read. Nobody has looked yet whether they are UTF-8.
     *
     * @return how many bytes there are
     */
    public int beginText() {
        return beginBytes(ByteBuffer.wrap(readString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Goes into a binary, as {@link #beginText}.
     *
     * @return how many bytes there are
     */
    public int beginBinary() {
        return beginBytes(readBinary());
    }

    private int beginBytes(ByteBuffer bytes) {
        begun = bytes;
        return bytes.remaining();
    }

    /** Takes the next bytes of the string or binary that was begun. */
    public void takeBytes(byte[] into, int at, int length) {
        begun.get(into, at, length);
    }

    /** Bytes read so far. */
    public abstract int offset();

    @Override
    public void close() {
        Scratch borrowed = scratch;
        scratch = null;
        if (borrowed != null) {
            borrowed.give();
        }
    }

    /**
     * How many fields deep the reader stands; as many of {@link #fieldAt} are known, the outermost
     * eight at most.
     */
    public final int knownDepth() {
        return Math.min(depth, path.length);
    }

    public final short fieldAt(int level) {
        return level == depth - 1 ? noted : path[level];
    }

    /** The next bytes, which are there, as text. */
    protected final String readText(ByteBuf in, int length) {
        byte[] bytes = length <= Scratch.BYTES ? scratch() : new byte[length];
        in.readBytes(bytes, 0, length);
        return Utf8.decode(bytes, length);
    }

    /** The next bytes, which are there, in an array of their own. */
    protected static ByteBuffer copy(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** {@link Scratch#BYTES} bytes for the moment of one call. */
    protected final byte[] scratch() {
        Scratch borrowed = scratch;
        if (borrowed == null) {
            borrowed = Scratch.take();
            scratch = borrowed;
        }
        return borrowed.bytes();
    }

    /** Notes the field whose value comes next, so that an error can name it. */
    protected final void noteField(short id) {
        noted = id;
    }

    /** Goes one level down; each has its {@link #endNested()}. */
    protected final void beginNested() {
        if (depth == limits.maxDepth()) {
            throw new ProtocolException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "nesting: "
                            + (depth + 1)
                            + " levels (expected: at most "
                            + limits.maxDepth()
                            + ')');
        }
        if (depth > 0 && depth <= path.length) {
            path[depth - 1] = noted;
        }
        depth++;
        noted = 0;
    }

    protected final void endNested() {
        depth--;
        noted = depth > 0 && depth <= path.length ? path[depth - 1] : 0;
    }

    /**
     * Checks the size of a container before anything is made for it.
     *
     * @param minBytes that each element takes at least
     * @param bytesLeft in the message
     */
    protected final void claimElements(int count, int minBytes, int bytesLeft) {
        if (count < 0 || (long) count * minBytes > bytesLeft) {
            throw new ProtocolException(
                    "container size: "
                            + count
                            + " (expected: 0.."
                            + bytesLeft / minBytes
                            + ", as "
                            + bytesLeft
                            + " bytes are left)");
        }
        if (count > elementsLeft) {
            throw new ProtocolException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "container elements: over "
                            + limits.maxElements()
                            + " in one message (expected: fewer)");
        }
        elementsLeft -= count;
    }
}
