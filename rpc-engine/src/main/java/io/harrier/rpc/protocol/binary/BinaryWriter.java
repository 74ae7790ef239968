package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.buffer.Scratch;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Writes Thrift's binary protocol. Layout: docs/wire/binary.md.
 *
 * <p>Values go into a borrowed array, and from there to the buffer in one copy: at the end of the
 * outermost struct, when the array is full, and at the end of all. A message that fits the array
 * makes its buffer grow once at most.
 */
public final class BinaryWriter extends ProtocolWriter {
    private static final VarHandle I16 = view(short[].class);
    private static final VarHandle I32 = view(int[].class);
    private static final VarHandle I64 = view(long[].class);
    private static final byte[] NONE = {};

    private final ByteBuf out;
    private byte[] bytes = NONE;
    private int at;
    private int depth;

    public BinaryWriter(ByteBuf out) {
        super(out);
        this.out = out;
    }

    @Override
    public void beginStruct() {
        depth++;
    }

    @Override
    public void field(byte type, int id) {
        int place = room(3);
        bytes[place] = type;
        I16.set(bytes, place + 1, (short) id);
    }

    @Override
    public void endStruct() {
        writeI8(WireTypes.STOP);
        if (--depth == 0) {
            flush();
        }
    }

    @Override
    public void beginElements(byte container, byte element, int count) {
        int place = room(5);
        bytes[place] = element;
        I32.set(bytes, place + 1, count);
    }

    @Override
    public void endElements() {}

    @Override
    public void beginEntries(byte key, byte value, int count) {
        int place = room(6);
        bytes[place] = key;
        bytes[place + 1] = value;
        I32.set(bytes, place + 2, count);
    }

    @Override
    public void endEntries() {}

    @Override
    public void writeBool(boolean value) {
        writeI8(value ? (byte) 1 : 0);
    }

    @Override
    public void writeI8(byte value) {
        int place = room(1);
        bytes[place] = value;
    }

    @Override
    public void writeI16(short value) {
        int place = room(2);
        I16.set(bytes, place, value);
    }

    @Override
    public void writeI32(int value) {
        int place = room(4);
        I32.set(bytes, place, value);
    }

    @Override
    public void writeI64(long value) {
        int place = room(8);
        I64.set(bytes, place, value);
    }

    @Override
    public void writeDouble(double value) {
        writeI64(Double.doubleToRawLongBits(value));
    }

    @Override
    public void writeUuid(UUID value) {
        writeI64(value.getMostSignificantBits());
        writeI64(value.getLeastSignificantBits());
    }

    @Override
    public void writeString(String value) {
        int most = Integer.BYTES + value.length() * 3;
        if (value.length() > Scratch.CHARS) {
            writeLong(value);
            return;
        }
        int place = room(most) + Integer.BYTES;
        int end = scratch().encode(value, bytes, place);
        I32.set(bytes, place - Integer.BYTES, end - place);
        at = end;
    }

    /** A string that does not fit the array. */
    private void writeLong(String value) {
        flush();
        int lengthAt = out.writerIndex();
        out.writeInt(0);
        scratch().encode(value, out);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
    }

    @Override
    public void writeBinary(ByteBuffer value) {
        int length = value.remaining();
        writeI32(length);
        if (length > Scratch.BYTES) {
            flush();
            out.writeBytes(value.duplicate());
        } else {
            int place = room(length);
            value.get(value.position(), bytes, place, length);
        }
    }

    @Override
    public void close() {
        try {
            flush();
        } finally {
            bytes = NONE;
            super.close();
        }
    }

    private void flush() {
        int length = at;
        at = 0;
        out.writeBytes(bytes, 0, length);
    }

    /** Where so many bytes may be put; they count as written. */
    private int room(int count) {
        int place = at;
        if (bytes.length - place < count) {
            place = makeRoom();
        }
        at = place + count;
        return place;
    }

    private int makeRoom() {
        flush();
        bytes = scratch().bytes();
        return 0;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }
}
