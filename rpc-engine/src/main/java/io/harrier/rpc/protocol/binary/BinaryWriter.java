package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.buffer.Scratch;
import io.harrier.rpc.buffer.Stripes;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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

    private static final Stripes<BinaryWriter> FREE = new Stripes<>();

    private final boolean isBorrowed;
    private ByteBuf out;
    private byte[] bytes = NONE;
    private int at;
    private int depth;
    private boolean isOpen = true;

    public BinaryWriter(ByteBuf out) {
        this(out, false);
    }

    private BinaryWriter(ByteBuf out, boolean isBorrowed) {
        super(out);
        this.out = out;
        this.isBorrowed = isBorrowed;
    }

    /** One that goes back at {@link #close()}, with the array that it borrowed. */
    static BinaryWriter take(ByteBuf out) {
        BinaryWriter free = FREE.take();
        if (free == null) {
            return new BinaryWriter(out, true);
        }
        free.restart(out);
        free.out = out;
        free.isOpen = true;
        return free;
    }

    @Override
    public void beginStruct() {
        depth++;
    }

    @Override
    public void field(byte type, int id) {
        head(type, id, 0);
    }

    @Override
    public void boolField(int id, boolean value) {
        i8Field(WireTypes.BOOL, id, value ? (byte) 1 : 0);
    }

    @Override
    public void i8Field(int id, byte value) {
        i8Field(WireTypes.I8, id, value);
    }

    private void i8Field(byte type, int id, byte value) {
        int place = head(type, id, 1);
        bytes[place] = value;
    }

    @Override
    public void i16Field(int id, short value) {
        int place = head(WireTypes.I16, id, 2);
        I16.set(bytes, place, value);
    }

    @Override
    public void i32Field(int id, int value) {
        int place = head(WireTypes.I32, id, 4);
        I32.set(bytes, place, value);
    }

    @Override
    public void i64Field(int id, long value) {
        int place = head(WireTypes.I64, id, 8);
        I64.set(bytes, place, value);
    }

    @Override
    public void doubleField(int id, double value) {
        int place = head(WireTypes.DOUBLE, id, 8);
        I64.set(bytes, place, Double.doubleToRawLongBits(value));
    }

    /** Begins a field; where so many bytes of its value may be put. */
    private int head(byte type, int id, int count) {
        int place = room(3 + count);
        bytes[place] = type;
        I16.set(bytes, place + 1, (short) id);
        return place + 3;
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
    public int beginElements(byte container, byte element) {
        beginElements(container, element, 0);
        return out.writerIndex() + at - Integer.BYTES;
    }

    @Override
    public int beginEntries(byte key, byte value) {
        beginEntries(key, value, 0);
        return out.writerIndex() + at - Integer.BYTES;
    }

    /** The place is in the array, or in what was copied from it since. */
    @Override
    public void setCount(int place, int count) {
        int inArray = place - out.writerIndex();
        if (inArray >= 0) {
            I32.set(bytes, inArray, count);
        } else {
            out.setInt(place, count);
        }
    }

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
        int length = value.length();
        if (length > Scratch.SHORT) {
            writeText(value);
            return;
        }
        int place = room(Integer.BYTES + Scratch.SHORT) + Integer.BYTES;
        at = place + length;
        if (Scratch.ascii(value, length, bytes, place) == length) {
            I32.set(bytes, place - Integer.BYTES, length);
        } else {
            at = place - Integer.BYTES;
            writeText(value);
        }
    }

    private void writeText(String value) {
        if (value.length() > Scratch.CHARS) {
            writeLong(value);
            return;
        }
        int most = Integer.BYTES + value.length() * 3 + Scratch.MARGIN;
        int place = room(most) + Integer.BYTES;
        int end = scratch().encode(value, place);
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
        if (isLinkable(value)) {
            beginLinked(length);
            link(Unpooled.wrappedBuffer(value));
            return;
        }
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
    protected boolean beginLinked(int length) {
        writeI32(length);
        flush();
        return true;
    }

    @Override
    public void writeText(byte[] utf8, int from, int length) {
        writeBinary(utf8, from, length);
    }

    @Override
    public void writeBinary(byte[] value, int from, int length) {
        writeI32(length);
        if (length > Scratch.BYTES) {
            flush();
            out.writeBytes(value, from, length);
        } else {
            int place = room(length);
            System.arraycopy(value, from, bytes, place, length);
        }
    }

    /** Again does nothing, unless somebody else has it meanwhile. */
    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            try {
                flush();
            } finally {
                depth = 0;
                out = Unpooled.EMPTY_BUFFER;
                giveBack();
            }
        }
    }

    /** A borrowed one keeps the array that it borrowed itself. */
    private void giveBack() {
        if (isBorrowed) {
            restart(out);
            FREE.give(this);
        } else {
            bytes = NONE;
            super.close();
        }
    }

    private void flush() {
        int length = at;
        at = 0;
        if (length > 0) {
            out.writeBytes(bytes, 0, length);
        }
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
