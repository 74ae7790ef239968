package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.protocol.Bounds;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.TypedReader;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Reads Thrift's binary protocol. Layout: docs/wire/binary.md. */
public final class BinaryReader extends TypedReader {
    private final ByteBuf in;
    private final int start;
    private byte fieldType;
    private short fieldId;
    private byte keyType;
    private byte elementType;

    public BinaryReader(ByteBuf in, ReadLimits limits) {
        super(in, limits);
        this.in = in;
        start = in.readerIndex();
    }

    @Override
    public void beginStruct() {
        beginNested();
    }

    @Override
    public boolean nextField() {
        fieldType = readI8();
        if (fieldType == WireTypes.STOP) {
            return false;
        }
        fieldId = readI16();
        noteField(fieldId);
        return true;
    }

    @Override
    public int fieldId() {
        return fieldId;
    }

    @Override
    public byte fieldType() {
        return fieldType;
    }

    @Override
    public void endStruct() {
        endNested();
    }

    @Override
    public int beginElements(byte container) {
        elementType = readI8();
        int count = readI32();
        beginNested();
        claimElements(count, BinaryTypes.minBytes(elementType), in.readableBytes());
        return count;
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
        keyType = readI8();
        elementType = readI8();
        int count = readI32();
        beginNested();
        claimElements(count, entryBytes(count), in.readableBytes());
        return count;
    }

    /** The types of an empty map are not looked at. */
    private int entryBytes(int count) {
        return count == 0 ? 1 : BinaryTypes.minBytes(keyType) + BinaryTypes.minBytes(elementType);
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
        require(1, WireTypes.BOOL);
        return in.readByte() != 0;
    }

    @Override
    public byte readI8() {
        require(1, WireTypes.I8);
        return in.readByte();
    }

    @Override
    public short readI16() {
        require(2, WireTypes.I16);
        return in.readShort();
    }

    @Override
    public int readI32() {
        require(4, WireTypes.I32);
        return in.readInt();
    }

    @Override
    public long readI64() {
        require(8, WireTypes.I64);
        return in.readLong();
    }

    @Override
    public double readDouble() {
        require(8, WireTypes.DOUBLE);
        return in.readDouble();
    }

    @Override
    public UUID readUuid() {
        require(16, WireTypes.UUID);
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
    protected void skipScalar(byte type) {
        if (type == WireTypes.STRING) {
            in.skipBytes(readLength());
        } else {
            skipFixed(type, 1);
        }
    }

    @Override
    protected void skipScalars(byte type, int count) {
        if (type == WireTypes.STRING) {
            super.skipScalars(type, count);
        } else {
            skipFixed(type, count);
        }
    }

    @Override
    public int offset() {
        return in.readerIndex() - start;
    }

    private void skipFixed(byte type, int count) {
        int bytes = BinaryTypes.minBytes(type) * count;
        require(bytes, type);
        in.skipBytes(bytes);
    }

    private int readLength() {
        require(4, WireTypes.STRING);
        return Bounds.requireLength(in, in.readInt());
    }

    private void require(int bytes, byte type) {
        Bounds.requireBytes(in, bytes, type);
    }
}
