package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.buffer.Stripes;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
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
    private static final ProtocolWriter NOTHING = new BinaryWriter(Unpooled.EMPTY_BUFFER);

    private ProtocolWriter out = NOTHING;

    private ThriftOutput() {}

    /** One that is free, or a new one: libthrift gives each 256 bytes that we never use. */
    static ThriftOutput to(ProtocolWriter out) {
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
    public void writeStructBegin(TStruct struct) {
        out.beginStruct();
    }

    @Override
    public void writeStructEnd() {}

    @Override
    public void writeFieldBegin(TField field) {
        out.field(field.type, field.id);
    }

    @Override
    public void writeFieldEnd() {}

    @Override
    public void writeFieldStop() {
        out.endStruct();
    }

    @Override
    public void writeMapBegin(TMap map) {
        out.beginEntries(map.keyType, map.valueType, map.size);
    }

    @Override
    public void writeMapEnd() {
        out.endEntries();
    }

    @Override
    public void writeListBegin(TList list) {
        out.beginElements(WireTypes.LIST, list.elemType, list.size);
    }

    @Override
    public void writeListEnd() {
        out.endElements();
    }

    @Override
    public void writeSetBegin(TSet set) {
        out.beginElements(WireTypes.SET, set.elemType, set.size);
    }

    @Override
    public void writeSetEnd() {
        out.endElements();
    }

    @Override
    public void writeBool(boolean value) {
        out.writeBool(value);
    }

    @Override
    public void writeByte(byte value) {
        out.writeI8(value);
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
        out.writeUuid(value);
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
