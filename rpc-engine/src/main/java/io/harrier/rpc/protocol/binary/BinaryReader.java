package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.buffer.Scratch;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.TypedReader;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads Thrift's binary protocol. Layout: docs/wire/binary.md. */
public final class BinaryReader extends TypedReader {
    private final ByteBuf in;
    private final int start;
    private byte fieldType;
    private short fieldId;
    private byte keyType;
    private byte elementType;
    private @Nullable Scratch scratch;

    public BinaryReader(ByteBuf in, ReadLimits limits) {
        super(limits);
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

    @Override
    public ByteBuffer readBinary() {
        byte[] bytes = new byte[readLength()];
        in.readBytes(bytes);
        return ByteBuffer.wrap(bytes);
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

    @Override
    public void close() {
        Scratch borrowed = scratch;
        scratch = null;
        if (borrowed != null) {
            borrowed.give();
        }
    }

    private void skipFixed(byte type, int count) {
        int bytes = BinaryTypes.minBytes(type) * count;
        require(bytes, type);
        in.skipBytes(bytes);
    }

    private int readLength() {
        require(4, WireTypes.STRING);
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
                            + WireTypes.name(type)
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
