package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.buffer.Stripes;
import io.harrier.rpc.protocol.binary.BinaryTypes;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;

/**
 * Our writer in the shape that generated {@code write} methods want. For one message at a time, on
 * one thread.
 */
final class ThriftOutput extends WriteOnlyProtocol {
    private static final Stripes<ThriftOutput> FREE = new Stripes<>();

    /** What a free one writes to: nothing. */
    private static final BinaryWriter NOTHING = new BinaryWriter(Unpooled.EMPTY_BUFFER);

    private BinaryWriter out = NOTHING;

    private ThriftOutput() {}

    /** One that is free, or a new one: libthrift gives each 256 bytes that we never use. */
    static ThriftOutput to(BinaryWriter out) {
        ThriftOutput free = FREE.take();
        ThriftOutput taken = free == null ? new ThriftOutput() : free;
        taken.out = out;
        return taken;
    }

    /** Frees it; not after an exception, which may leave libthrift's count of levels behind. */
    void free() {
        out = NOTHING;
        FREE.give(this);
    }

    @Override
    public void writeMessageBegin(TMessage message) {
        throw new UnsupportedOperationException("the message's head is written with its frame");
    }

    @Override
    public void writeMessageEnd() {}

    @Override
    public void writeStructBegin(TStruct struct) {}

    @Override
    public void writeStructEnd() {}

    @Override
    public void writeFieldBegin(TField field) {
        out.writeByte(field.type);
        out.writeI16(field.id);
    }

    @Override
    public void writeFieldEnd() {}

    @Override
    public void writeFieldStop() {
        out.writeByte(BinaryTypes.STOP);
    }

    @Override
    public void writeMapBegin(TMap map) {
        out.writeByte(map.keyType);
        out.writeByte(map.valueType);
        out.writeI32(map.size);
    }

    @Override
    public void writeMapEnd() {}

    @Override
    public void writeListBegin(TList list) {
        out.writeByte(list.elemType);
        out.writeI32(list.size);
    }

    @Override
    public void writeListEnd() {}

    @Override
    public void writeSetBegin(TSet set) {
        out.writeByte(set.elemType);
        out.writeI32(set.size);
    }

    @Override
    public void writeSetEnd() {}

    @Override
    public void writeBool(boolean value) {
        out.writeByte(value ? 1 : 0);
    }

    @Override
    public void writeByte(byte value) {
        out.writeByte(value);
    }

    @Override
    public void writeI16(short value) {
        out.writeI16(value);
    }

    @Override
    public void writeI32(int value) {
        out.writeI32(value);
    }

    @Override
    public void writeI64(long value) {
        out.writeI64(value);
    }

    @Override
    public void writeUuid(UUID value) {
        out.writeI64(value.getMostSignificantBits());
        out.writeI64(value.getLeastSignificantBits());
    }

    @Override
    public void writeDouble(double value) {
        out.writeDouble(value);
    }

    @Override
    public void writeString(String value) {
        out.writeString(value);
    }

    @Override
    public void writeBinary(ByteBuffer value) {
        out.writeBinary(value);
    }
}
