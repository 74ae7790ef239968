package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.buffer.Stripes;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryTypes;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;

/**
 * Our reader in the shape that generated {@code read} methods want. For one message at a time, on
 * one thread.
 */
final class ThriftInput extends ReadOnlyProtocol {
    private static final TStruct STRUCT = new TStruct("");
    private static final TField STOP = new TField();
    private static final int CACHED_IDS = 32;

    /** Field heads seen before, by id and type: they are immutable, and most structs have few. */
    private static final AtomicReferenceArray<TField> FIELDS =
            new AtomicReferenceArray<>(CACHED_IDS * 32);

    private static final Stripes<ThriftInput> FREE = new Stripes<>();

    /** What a free one reads: nothing. */
    private static final BinaryReader NOTHING =
            new BinaryReader(Unpooled.EMPTY_BUFFER, ReadLimits.DEFAULT);

    private BinaryReader in = NOTHING;

    private ThriftInput() {}

    /** One that is free, or a new one: libthrift gives each 256 bytes that we never use. */
    static ThriftInput of(BinaryReader in) {
        ThriftInput free = FREE.take();
        ThriftInput taken = free == null ? new ThriftInput() : free;
        taken.in = in;
        return taken;
    }

    /** Frees it; not after an exception, which may leave libthrift's count of levels behind. */
    void free() {
        in = NOTHING;
        FREE.give(this);
    }

    @Override
    public TMessage readMessageBegin() {
        throw new UnsupportedOperationException("the message's head was read with its frame");
    }

    @Override
    public void readMessageEnd() {}

    @Override
    public TStruct readStructBegin() {
        in.beginStruct();
        return STRUCT;
    }

    @Override
    public void readStructEnd() {
        in.endNested();
    }

    @Override
    public TField readFieldBegin() {
        byte type = in.readByte();
        if (type == BinaryTypes.STOP) {
            return STOP;
        }
        short id = in.readI16();
        in.field(id);
        return field(type, id);
    }

    @Override
    public void readFieldEnd() {}

    @Override
    public TMap readMapBegin() {
        byte keyType = in.readByte();
        byte valueType = in.readByte();
        int size = in.readI32();
        in.beginEntries(keyType, valueType, size);
        return new TMap(keyType, valueType, size);
    }

    @Override
    public void readMapEnd() {
        in.endNested();
    }

    @Override
    public TList readListBegin() {
        byte type = in.readByte();
        int size = in.readI32();
        in.beginElements(type, size);
        return new TList(type, size);
    }

    @Override
    public void readListEnd() {
        in.endNested();
    }

    @Override
    public TSet readSetBegin() {
        return new TSet(readListBegin());
    }

    @Override
    public void readSetEnd() {
        in.endNested();
    }

    @Override
    public boolean readBool() {
        return in.readBool();
    }

    @Override
    public byte readByte() {
        return in.readByte();
    }

    @Override
    public short readI16() {
        return in.readI16();
    }

    @Override
    public int readI32() {
        return in.readI32();
    }

    @Override
    public long readI64() {
        return in.readI64();
    }

    @Override
    public UUID readUuid() {
        return new UUID(in.readI64(), in.readI64());
    }

    @Override
    public double readDouble() {
        return in.readDouble();
    }

    @Override
    public String readString() {
        return in.readString();
    }

    @Override
    public ByteBuffer readBinary() {
        return in.readBinary();
    }

    @Override
    public void skip(byte type) {
        in.skip(type);
    }

    @Override
    public void skip(byte type, int maxDepth) {
        in.skip(type);
    }

    @Override
    public int getMinSerializedSize(byte type) {
        return BinaryTypes.minBytes(type);
    }

    private static TField field(byte type, short id) {
        int place = type << 5 | id;
        if (type < 0 || id < 0 || id >= CACHED_IDS || place >= FIELDS.length()) {
            return new TField("", type, id);
        }
        TField known = FIELDS.getPlain(place);
        if (known == null) {
            known = new TField("", type, id);
            FIELDS.setRelease(place, known);
        }
        return known;
    }
}
