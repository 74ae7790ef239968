package io.harrier.rpc.protocol.compact;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.Bounds;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.TypedReader;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Reads Thrift's compact protocol. Layout: docs/wire/compact.md. */
public final class CompactReader extends TypedReader {
    private static final int LONG_SIZE = 15;
    private static final int NO_VALUE = 0;

    private final ByteBuf in;
    private final int start;
    private final FieldIds ids = new FieldIds();
    private byte fieldType;

    /** {@link CompactTypes#TRUE} or FALSE between a bool's head and its reading. */
    private int boolField = NO_VALUE;

    private byte keyType;
    private byte elementType;

    public CompactReader(ByteBuf in, ReadLimits limits) {
        super(in, limits);
        this.in = in;
        start = in.readerIndex();
    }

    @Override
    public void beginStruct() {
        beginNested();
        ids.begin();
    }

    @Override
    public boolean nextField() {
        int head = readI8() & 0xFF;
        boolField = NO_VALUE;
        if (head == WireTypes.STOP) {
            fieldType = WireTypes.STOP;
            return false;
        }
        int type = head & 0x0F;
        fieldType = CompactTypes.toWire(type);
        if (fieldType == WireTypes.BOOL) {
            boolField = type;
        }
        int step = head >>> 4;
        short id = step == 0 ? readI16() : toI16("field id", ids.last() + step);
        ids.last(id);
        noteField(id);
        return true;
    }

    @Override
    public int fieldId() {
        return ids.last();
    }

    @Override
    public byte fieldType() {
        return fieldType;
    }

    @Override
    public void endStruct() {
        ids.end();
        endNested();
    }

    @Override
    public int beginElements(byte container) {
        int head = readI8() & 0xFF;
        int type = head & 0x0F;
        int count = head >>> 4;
        if (count == LONG_SIZE) {
            count = Varints.readUnsigned(in);
        }
        beginNested();
        claimElements(count, CompactTypes.minBytes(type), in.readableBytes());
        elementType = isUntyped(count, type) ? WireTypes.STOP : CompactTypes.toWire(type);
        return count;
    }

    /** Some peers say nothing of what an empty list would have had. */
    private static boolean isUntyped(int count, int type) {
        return count == 0 && type == 0;
    }

    @Override
    public byte elementType() {
        return elementType;
    }

    @Override
    public void endElements() {
        endNested();
    }

    @Override
    public int beginEntries() {
        int count = Varints.readUnsigned(in);
        beginNested();
        if (count == 0) {
            keyType = WireTypes.STOP;
            elementType = WireTypes.STOP;
        } else {
            beginEntries(count, readI8() & 0xFF);
        }
        return count;
    }

    private void beginEntries(int count, int types) {
        int key = types >>> 4;
        int value = types & 0x0F;
        int minBytes = CompactTypes.minBytes(key) + CompactTypes.minBytes(value);
        claimElements(count, minBytes, in.readableBytes());
        keyType = CompactTypes.toWire(key);
        elementType = CompactTypes.toWire(value);
    }

    @Override
    public byte keyType() {
        return keyType;
    }

    @Override
    public void endEntries() {
        endNested();
    }

    @Override
    public boolean readBool() {
        if (boolField != NO_VALUE) {
            boolean value = boolField == CompactTypes.TRUE;
            boolField = NO_VALUE;
            return value;
        }
        Bounds.requireBytes(in, 1, WireTypes.BOOL);
        byte value = in.readByte();
        if (value < 0 || value > CompactTypes.FALSE) {
            throw new ProtocolException("bool: " + value + " (expected: 1, or 2 or 0 for false)");
        }
        return value == CompactTypes.TRUE;
    }

    @Override
    public byte readI8() {
        Bounds.requireBytes(in, 1, WireTypes.I8);
        return in.readByte();
    }

    @Override
    public short readI16() {
        return toI16("i16", Varints.readZigzag32(in));
    }

    private static short toI16(String what, int value) {
        if (value != (short) value) {
            throw new ProtocolException(what + ": " + value + " (expected: -32768..32767)");
        }
        return (short) value;
    }

    @Override
    public int readI32() {
        return Varints.readZigzag32(in);
    }

    @Override
    public long readI64() {
        return Varints.readZigzag64(in);
    }

    @Override
    public double readDouble() {
        Bounds.requireBytes(in, 8, WireTypes.DOUBLE);
        return in.readDoubleLE();
    }

    @Override
    public UUID readUuid() {
        Bounds.requireBytes(in, 16, WireTypes.UUID);
        return new UUID(in.readLong(), in.readLong());
    }

    @Override
    public String readString() {
        return readText(in, readLength());
    }

    @Override
    public ByteBuffer readBinary() {
        return copy(in, readLength());
    }

    @Override
    public ByteBuf readBuffer() {
        int length = readLength();
        if (!isLendable(length)) {
            return copied(copy(in, length).array());
        }
        int from = in.readerIndex();
        in.skipBytes(length);
        return lend(in, from, length);
    }

    private int readLength() {
        return Bounds.requireLength(in, Varints.readUnsigned(in));
    }

    @Override
    protected void skipScalar(byte type) {
        switch (type) {
            case WireTypes.BOOL -> readBool();
            case WireTypes.I16 -> readI16();
            case WireTypes.I32 -> readI32();
            case WireTypes.I64 -> readI64();
            case WireTypes.STRING -> in.skipBytes(readLength());
            default -> skipFixed(type, 1);
        }
    }

    @Override
    protected void skipScalars(byte type, int count) {
        switch (type) {
            case WireTypes.I8, WireTypes.DOUBLE, WireTypes.UUID -> skipFixed(type, count);
            default -> super.skipScalars(type, count);
        }
    }

    private void skipFixed(byte type, int count) {
        int bytes = CompactTypes.minBytes(CompactTypes.of(type)) * count;
        Bounds.requireBytes(in, bytes, type);
        in.skipBytes(bytes);
    }

    @Override
    public int offset() {
        return in.readerIndex() - start;
    }

    @Override
    public int beginText() {
        return readLength();
    }

    @Override
    public int beginBinary() {
        return readLength();
    }

    @Override
    public void takeBytes(byte[] into, int at, int length) {
        in.readBytes(into, at, length);
    }
}
