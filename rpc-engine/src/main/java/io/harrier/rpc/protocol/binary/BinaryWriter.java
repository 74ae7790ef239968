package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Writes Thrift's binary protocol. Layout: docs/wire/binary.md. */
public final class BinaryWriter extends ProtocolWriter {
    private final ByteBuf out;

    public BinaryWriter(ByteBuf out) {
        super(out);
        this.out = out;
    }

    @Override
    public void beginStruct() {}

    @Override
    public void field(byte type, int id) {
        out.writeByte(type);
        out.writeShort(id);
    }

    @Override
    public void endStruct() {
        out.writeByte(WireTypes.STOP);
    }

    @Override
    public void beginElements(byte container, byte element, int count) {
        out.writeByte(element);
        out.writeInt(count);
    }

    @Override
    public void endElements() {}

    @Override
    public void beginEntries(byte key, byte value, int count) {
        out.writeByte(key);
        out.writeByte(value);
        out.writeInt(count);
    }

    @Override
    public void endEntries() {}

    @Override
    public void writeBool(boolean value) {
        out.writeByte(value ? 1 : 0);
    }

    @Override
    public void writeI8(byte value) {
        out.writeByte(value);
    }

    @Override
    public void writeI16(short value) {
        out.writeShort(value);
    }

    @Override
    public void writeI32(int value) {
        out.writeInt(value);
    }

    @Override
    public void writeI64(long value) {
        out.writeLong(value);
    }

    @Override
    public void writeDouble(double value) {
        out.writeDouble(value);
    }

    @Override
    public void writeUuid(UUID value) {
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    @Override
    public void writeString(String value) {
        int lengthAt = out.writerIndex();
        out.writeInt(0);
        scratch().encode(value, out);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
    }

    @Override
    public void writeBinary(ByteBuffer value) {
        out.writeInt(value.remaining());
        out.writeBytes(value.duplicate());
    }
}
