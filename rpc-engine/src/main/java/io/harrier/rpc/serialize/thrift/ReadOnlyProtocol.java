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

/** A protocol that only reads: generated code is given one end of a message at a time. */
abstract class ReadOnlyProtocol extends TProtocol {
    ReadOnlyProtocol() {
        super(NoTransport.INSTANCE);
    }

    @Override
    public final void writeMessageBegin(TMessage value) {
        throw readOnly();
    }

    @Override
    public final void writeMessageEnd() {
        throw readOnly();
    }

    @Override
    public final void writeStructBegin(TStruct value) {
        throw readOnly();
    }

    @Override
    public final void writeStructEnd() {
        throw readOnly();
    }

    @Override
    public final void writeFieldBegin(TField value) {
        throw readOnly();
    }

    @Override
    public final void writeFieldEnd() {
        throw readOnly();
    }

    @Override
    public final void writeFieldStop() {
        throw readOnly();
    }

    @Override
    public final void writeMapBegin(TMap value) {
        throw readOnly();
    }

    @Override
    public final void writeMapEnd() {
        throw readOnly();
    }

    @Override
    public final void writeListBegin(TList value) {
        throw readOnly();
    }

    @Override
    public final void writeListEnd() {
        throw readOnly();
    }

    @Override
    public final void writeSetBegin(TSet value) {
        throw readOnly();
    }

    @Override
    public final void writeSetEnd() {
        throw readOnly();
    }

    @Override
    public final void writeBool(boolean value) {
        throw readOnly();
    }

    @Override
    public final void writeByte(byte value) {
        throw readOnly();
    }

    @Override
    public final void writeI16(short value) {
        throw readOnly();
    }

    @Override
    public final void writeI32(int value) {
        throw readOnly();
    }

    @Override
    public final void writeI64(long value) {
        throw readOnly();
    }

    @Override
    public final void writeUuid(UUID value) {
        throw readOnly();
    }

    @Override
    public final void writeDouble(double value) {
        throw readOnly();
    }

    @Override
    public final void writeString(String value) {
        throw readOnly();
    }

    @Override
    public final void writeBinary(ByteBuffer value) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("write on a message that is being read");
    }
}
