package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.buffer.Scratch;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one payload, in the order they stand there. Every size is checked against the
 * bytes that are left before memory is taken for it.
 *
 * <p>One per message, for one thread; {@link #close()} gives its scratch space back. It neither
 * retains nor releases the buffer. Throws nothing but {@link ProtocolException}.
 */
public final class BinaryReader implements AutoCloseable {
    private final ByteBuf in;
    private final ReadLimits limits;
    private final int start;

    /** Field ids from the outermost struct to the value being read: what an error names. */
    private final short[] path;

    private int depth;
    private int elementsLeft;
    private @Nullable Scratch scratch;

    public BinaryReader(ByteBuf in, ReadLimits limits) {
        this.in = in;
        this.limits = limits;
        start = in.readerIndex();
        path = new short[8];
        elementsLeft = limits.maxElements();
    }

    public byte readByte() {
        require(1, BinaryTypes.I8);
        return in.readByte();
    }

    public boolean readBool() {
        require(1, BinaryTypes.BOOL);
        return in.readByte() != 0;
    }

    public short readI16() {
        require(2, BinaryTypes.I16);
        return in.readShort();
    }

    public int readI32() {
        require(4, BinaryTypes.I32);
        return in.readInt();
    }

    public long readI64() {
        require(8, BinaryTypes.I64);
        return in.readLong();
    }

    public double readDouble() {
        require(8, BinaryTypes.DOUBLE);
        return in.readDouble();
    }

    /**
     * @throws ProtocolException also if the bytes are not UTF-8
     */
    public String readString() {
        int length = readLength();
        String value;
        if (length <= Scratch.BYTES) {
            in.readBytes(scratch(), 0, length);
            value = utf8(scratch(), length);
        } else {
            byte[] bytes = new byte[length];
            in.readBytes(bytes);
            value = utf8(bytes, length);
        }
        return value;
    }

    /** The bytes of a binary field, copied: they outlive the payload. */
    public ByteBuffer readBinary() {
        byte[] bytes = new byte[readLength()];
        in.readBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** Goes into a struct; each has its {@link #endNested()}. */
    public void beginStruct() {
        nest();
    }

    /** Goes into a list or set. */
    public void beginElements(byte type, int count) {
        nest();
        claim(count, BinaryTypes.minBytes(type));
    }

    /** Goes into a map; the types of an empty one are not looked at. */
    public void beginEntries(byte keyType, byte valueType, int count) {
        nest();
        claim(
                count,
                count == 0 ? 1 : BinaryTypes.minBytes(keyType) + BinaryTypes.minBytes(valueType));
    }

    public void endNested() {
        depth--;
    }

    /** Notes the field whose value comes next, so that an error can name it. */
    public void field(short id) {
        int at = depth - 1;
        if (at >= 0 && at < path.length) {
            path[at] = id;
        }
    }

    /**
     * Passes over a value that nobody wants.
     *
     * @throws ProtocolException also if it is nested too deeply
     */
    public void skip(byte type) {
        switch (type) {
            case BinaryTypes.STRING -> in.skipBytes(readLength());
            case BinaryTypes.STRUCT -> skipStruct();
            case BinaryTypes.LIST, BinaryTypes.SET -> skipElements();
            case BinaryTypes.MAP -> skipEntries();
            default -> skipFixed(type, 1);
        }
    }

    /**
     * How many fields deep the reader stands; as many of {@link #fieldAt} are known, the outermost
     * eight at most.
     */
    public int knownDepth() {
        return Math.min(depth, path.length);
    }

    public short fieldAt(int level) {
        return path[level];
    }

    /** Bytes read so far. */
    public int offset() {
        return in.readerIndex() - start;
    }

    @Override
    public void close() {
        Scratch borrowed = scratch;
        scratch = null;
        if (borrowed != null) {
            borrowed.give();
        }
    }

    private void skipStruct() {
        beginStruct();
        for (byte type = readByte(); type != BinaryTypes.STOP; type = readByte()) {
            field(readI16());
            skip(type);
        }
        endNested();
    }

    private void skipElements() {
        byte type = readByte();
        int count = readI32();
        beginElements(type, count);
        if (BinaryTypes.isFixed(type)) {
            skipFixed(type, count);
        } else {
            for (int i = 0; i < count; i++) {
                skip(type);
            }
        }
        endNested();
    }

    private void skipEntries() {
        byte keyType = readByte();
        byte valueType = readByte();
        int count = readI32();
        beginEntries(keyType, valueType, count);
        for (int i = 0; i < count; i++) {
            skip(keyType);
            skip(valueType);
        }
        endNested();
    }

    private void skipFixed(byte type, int count) {
        int bytes = BinaryTypes.minBytes(type) * count;
        require(bytes, type);
        in.skipBytes(bytes);
    }

    private void nest() {
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
        field((short) 0);
    }

    private void claim(int count, int minBytes) {
        if (count < 0 || (long) count * minBytes > in.readableBytes()) {
            throw new ProtocolException(
                    "container size: "
                            + count
                            + " (expected: 0.."
                            + in.readableBytes() / minBytes
                            + ", as "
                            + in.readableBytes()
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

    private int readLength() {
        require(4, BinaryTypes.STRING);
        int length = in.readInt();
        if (length < 0 || length > in.readableBytes()) {
            throw new ProtocolException(
                    "string length: "
                            + length
                            + " (expected: 0.."
                            + in.readableBytes()
                            + ", the bytes left)");
        }
        return length;
    }

    private void require(int bytes, byte type) {
        if (in.readableBytes() < bytes) {
            throw new ProtocolException(
                    "end of message: "
                            + in.readableBytes()
                            + " bytes left (expected: "
                            + bytes
                            + " for "
                            + BinaryTypes.name(type)
                            + ')');
        }
    }

    private byte[] scratch() {
        Scratch borrowed = scratch;
        if (borrowed == null) {
            borrowed = Scratch.take();
            scratch = borrowed;
        }
        return borrowed.bytes();
    }

    private static String utf8(byte[] bytes, int length) {
        String value = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (value.indexOf('\uFFFD') >= 0) {
            requireUtf8(bytes, length);
        }
        return value;
    }

    private static void requireUtf8(byte[] bytes, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
        } catch (CharacterCodingException e) {
            throw new ProtocolException(
                    "string: bytes "
                            + ByteBufUtil.hexDump(bytes, 0, Math.min(length, 16))
                            + "... (expected: UTF-8)");
        }
    }
}
