package io.harrier.rpc.protocol;

import io.harrier.rpc.buffer.Scratch;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
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
 * <p>One per message, for one thread; {@link #close()} gives its scratch space back. It neither
 * retains nor releases the buffer. Throws nothing but {@link ProtocolException}.
 */
public abstract class ProtocolReader implements AutoCloseable {
    private static final int KNOWN_LEVELS = 8;

    private final ByteBuf buffer;
    private final ReadLimits limits;

    /** Field ids from the outermost struct to the value being read: what an error names. */
    private final short[] path = new short[KNOWN_LEVELS];

    private int depth;
    private int elementsLeft;
    private @Nullable Scratch scratch;

    protected ProtocolReader(ByteBuf buffer, ReadLimits limits) {
        this.buffer = buffer;
        this.limits = limits;
        elementsLeft = limits.maxElements();
    }

    /**
     * All that is left of the payload, as it stands there; not copied. Whoever takes it releases
     * it.
     */
    public final ByteBuf readPayload() {
        return buffer.readRetainedSlice(buffer.readableBytes());
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

    public abstract UUID readUuid();

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
        return path[level];
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
        int at = depth - 1;
        if (at >= 0 && at < path.length) {
            path[at] = id;
        }
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
        depth++;
        noteField((short) 0);
    }

    protected final void endNested() {
        depth--;
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
