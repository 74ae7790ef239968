package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.buffer.Scratch;
import io.harrier.rpc.buffer.Stripes;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.TypedReader;
import io.harrier.rpc.protocol.Utf8;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Reads Thrift's binary protocol. Layout: docs/wire/binary.md.
 *
 * <p>It reads from an array: that of the buffer, or a borrowed one into which the buffer is copied
 * piece by piece. The buffer's reader index follows when it is closed.
 */
public final class BinaryReader extends TypedReader {
    private static final VarHandle I16 = view(short[].class);
    private static final VarHandle I32 = view(int[].class);
    private static final VarHandle I64 = view(long[].class);

    private static final byte[] EMPTY = {};
    private static final Stripes<BinaryReader> FREE = new Stripes<>();

    private final boolean isBorrowed;
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private int start;
    private int limit;

    /** Has the bytes from {@code at} to {@code end}. */
    private byte[] bytes = EMPTY;

    private int at;
    private int end;

    /** Of the buffer, not copied yet. */
    private int beyond;

    private byte fieldType;
    private short fieldId;
    private byte keyType;
    private byte elementType;
    private boolean isOpen;

    public BinaryReader(ByteBuf in, ReadLimits limits) {
        this(in, limits, false);
        open(in);
    }

    private BinaryReader(ByteBuf in, ReadLimits limits, boolean isBorrowed) {
        super(in, limits);
        this.isBorrowed = isBorrowed;
    }

    /** One that goes back at {@link #close()}, with the array that it borrowed. */
    static BinaryReader take(ByteBuf in, ReadLimits limits) {
        BinaryReader reader = FREE.take();
        if (reader == null) {
            reader = new BinaryReader(in, limits, true);
        } else {
            reader.restart(in, limits);
        }
        reader.open(in);
        return reader;
    }

    private void open(ByteBuf buffer) {
        in = buffer;
        isOpen = true;
        start = buffer.readerIndex();
        limit = buffer.writerIndex();
        if (buffer.hasArray()) {
            bytes = buffer.array();
            at = buffer.arrayOffset() + start;
            end = at + limit - start;
            beyond = 0;
        } else {
            bytes = scratch();
            at = 0;
            end = 0;
            beyond = limit - start; // copied when somebody reads: a relay does not
        }
    }

    @Override
    public void beginStruct() {
        beginNested();
    }

    @Override
    public boolean nextField() {
        return nextId() != END;
    }

    @Override
    public int nextId() {
        int place = at;
        if (end - place < 3) {
            fieldType = bytes[take(1, WireTypes.I8)];
            return fieldType == WireTypes.STOP
                    ? END
                    : noteId((short) I16.get(bytes, take(2, WireTypes.I16)));
        }
        byte type = bytes[place];
        fieldType = type;
        if (type == WireTypes.STOP) {
            at = place + 1;
            return END;
        }
        at = place + 3;
        return noteId((short) I16.get(bytes, place + 1));
    }

    private int noteId(short id) {
        fieldId = id;
        noteField(id);
        return id;
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
        claimElements(count, BinaryTypes.minBytes(elementType), left());
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
        claimElements(count, entryBytes(count), left());
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
        return bytes[take(1, WireTypes.BOOL)] != 0;
    }

    @Override
    public byte readI8() {
        return bytes[take(1, WireTypes.I8)];
    }

    @Override
    public short readI16() {
        return (short) I16.get(bytes, take(2, WireTypes.I16));
    }

    @Override
    public int readI32() {
        return (int) I32.get(bytes, take(4, WireTypes.I32));
    }

    @Override
    public long readI64() {
        return (long) I64.get(bytes, take(8, WireTypes.I64));
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble((long) I64.get(bytes, take(8, WireTypes.DOUBLE)));
    }

    @Override
    public UUID readUuid() {
        int place = take(16, WireTypes.UUID);
        return new UUID((long) I64.get(bytes, place), (long) I64.get(bytes, place + 8));
    }

    @Override
    public String readString() {
        int place = at;
        if (end - place >= Integer.BYTES) {
            int length = (int) I32.get(bytes, place);
            if (length >= 0 && length <= end - place - Integer.BYTES) {
                at = place + Integer.BYTES + length;
                return Utf8.decode(bytes, place + Integer.BYTES, length);
            }
        }
        return readBeyond();
    }

    /** A string that is not all in the array. */
    private String readBeyond() {
        int length = readLength();
        if (length > end - at && length > Scratch.BYTES) {
            return Utf8.decode(copy(length), 0, length);
        }
        return Utf8.decode(bytes, take(length, WireTypes.STRING), length);
    }

    @Override
    public int beginText() {
        return readLength();
    }

    @Override
    public int beginBinary() {
        return readLength();
    }

    @Override
    public void takeBytes(byte[] into, int to, int length) {
        int inArray = Math.min(length, end - at);
        System.arraycopy(bytes, at, into, to, inArray);
        at += inArray;
        in.getBytes(limit - beyond, into, to + inArray, length - inArray);
        beyond -= length - inArray;
    }

    @Override
    public ByteBuffer readBinary() {
        return ByteBuffer.wrap(copy(readLength()));
    }

    @Override
    public ByteBuf readBuffer() {
        int length = readLength();
        if (!isLendable(length)) {
            return copied(copy(length));
        }
        int from = limit - left();
        skip(length);
        return lend(in, from, length);
    }

    @Override
    protected void skipScalar(byte type) {
        if (type == WireTypes.STRING) {
            skip(readLength());
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
        return limit - start - left();
    }

    /** Again does nothing, unless somebody else has it meanwhile. */
    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            in.readerIndex(start + offset());
            in = Unpooled.EMPTY_BUFFER;
            giveBack();
        }
    }

    /** A borrowed one keeps the array that it borrowed itself. */
    private void giveBack() {
        if (isBorrowed) {
            restart(in, ReadLimits.DEFAULT);
            bytes = EMPTY;
            FREE.give(this);
        } else {
            super.close();
        }
    }

    private void skipFixed(byte type, int count) {
        int size = BinaryTypes.minBytes(type) * count;
        require(size, type);
        skip(size);
    }

    private int readLength() {
        int length = (int) I32.get(bytes, take(4, WireTypes.STRING));
        if (length < 0 || length > left()) {
            throw new ProtocolException(
                    "string length: " + length + " (expected: 0.." + left() + ", the bytes left)");
        }
        return length;
    }

    private int left() {
        return end - at + beyond;
    }

    /** Where so many bytes are; they count as read. */
    private int take(int count, byte type) {
        int place = at;
        if (end - place < count) {
            require(count, type);
            place = move();
        }
        at = place + count;
        return place;
    }

    private void require(int count, byte type) {
        if (left() < count) {
            throw new ProtocolException(
                    "end of message: "
                            + left()
                            + " bytes left (expected: "
                            + count
                            + " for "
                            + WireTypes.name(type)
                            + ')');
        }
    }

    /** Moves what is left in the array to its beginning and fills it. */
    private int move() {
        int left = end - at;
        System.arraycopy(bytes, at, bytes, 0, left);
        at = 0;
        end = left;
        fill();
        return 0;
    }

    private void fill() {
        int count = Math.min(beyond, bytes.length - end);
        in.getBytes(limit - beyond, bytes, end, count);
        end += count;
        beyond -= count;
    }

    private void skip(int count) {
        int inArray = Math.min(count, end - at);
        at += inArray;
        beyond -= count - inArray;
    }

    private byte[] copy(int count) {
        byte[] copy = new byte[count];
        takeBytes(copy, 0, count);
        return copy;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }
}
