package io.harrier.rpc.serialize.thrift;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;

/** A protocol that only writes: generated code is given one end of a message at a time. */
abstract class WriteOnlyProtocol extends TProtocol {
    WriteOnlyProtocol() {
        super(NoTransport.INSTANCE);
    }

    @Override
    public final TMessage readMessageBegin() {
        throw writeOnly();
    }

    @Override
    public final void readMessageEnd() {
        throw writeOnly();
    }

    @Override
    public final TStruct readStructBegin() {
        throw writeOnly();
    }

    @Override
    public final void readStructEnd() {
        throw writeOnly();
    }

    @Override
    public final TField readFieldBegin() {
        throw writeOnly();
    }

    @Override
    public final void readFieldEnd() {
        throw writeOnly();
    }

    @Override
    public final TMap readMapBegin() {
        throw writeOnly();
    }

    @Override
    public final void readMapEnd() {
        throw writeOnly();
    }

    @Override
    public final TList readListBegin() {
        throw writeOnly();
    }

    @Override
    public final void readListEnd() {
        throw writeOnly();
    }

    @Override
    public final TSet readSetBegin() {
        throw writeOnly();
    }

    @Override
    public final void readSetEnd() {
        throw writeOnly();
    }

    @Override
    public final boolean readBool() {
        throw writeOnly();
    }

    @Override
    public final byte readByte() {
        throw writeOnly();
    }

    @Override
    public final short readI16() {
        throw writeOnly();
    }

    @Override
    public final int readI32() {
        throw writeOnly();
    }

    @Override
    public final long readI64() {
        throw writeOnly();
    }

    @Override
    public final UUID readUuid() {
        throw writeOnly();
    }

    @Override
    public final double readDouble() {
        throw writeOnly();
    }

    @Override
    public final String readString() {
        throw writeOnly();
    }

    @Override
    public final ByteBuffer readBinary() {
        throw writeOnly();
    }

    @Override
    public final int getMinSerializedSize(byte type) {
        throw writeOnly();
    }

    private static UnsupportedOperationException writeOnly() {
        return new UnsupportedOperationException("read on a message that is being written");
    }
}
