package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.buffer.Stripes;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.TypedReader;
import io.harrier.rpc.protocol.WireTypes;
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
    private static final TypedReader NOTHING =
            new BinaryReader(Unpooled.EMPTY_BUFFER, ReadLimits.DEFAULT);

    private TypedReader in = NOTHING;

    private ThriftInput() {}

    /** One that is free, or a new one: libthrift gives each 256 bytes that we never use. */
    static ThriftInput of(TypedReader in) {
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
        in.endStruct();
    }

    @Override
    public TField readFieldBegin() {
        return in.nextField() ? field(in.fieldType(), (short) in.fieldId()) : STOP;
    }

    @Override
    public void readFieldEnd() {}

    @Override
    public TMap readMapBegin() {
        int size = in.beginEntries();
        return new TMap(in.keyType(), in.elementType(), size);
    }

    @Override
    public void readMapEnd() {
        in.endEntries();
    }

    @Override
    public TList readListBegin() {
        int size = in.beginElements(WireTypes.LIST);
        return new TList(in.elementType(), size);
    }

    @Override
    public void readListEnd() {
        in.endElements();
    }

    @Override
    public TSet readSetBegin() {
        int size = in.beginElements(WireTypes.SET);
        return new TSet(in.elementType(), size);
    }

    @Override
    public void readSetEnd() {
        in.endElements();
    }

    @Override
    public boolean readBool() {
        return in.readBool();
    }

    @Override
    public byte readByte() {
        return in.readI8();
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
        return in.readUuid();
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
