package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.Utf8;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes single values from a copy of the message in an array. Zeros stand behind the copy: a number
 * that the message cuts off ends in them, and {@link #at} is then past the message's end. Who goes
 * from field to field looks there.
 */
abstract class PageReader extends ProtocolReader {
    /** No value without a length is longer. */
    private static final int ZEROS = 16;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = {};

    private @Nullable Page page;
    byte[] bytes = NOTHING;

    /** Index of the next byte. */
    int at;

    /** Index of the first byte behind the message that is being read. */
    int end;

    /** Index of so many zeros that any value read there is zero or empty. */
    int zerosAt;

    /** Where more can be put. */
    private int free;

    /** Bytes before the message, which are not the peer's. */
    private int before;

    PageReader(ByteBuf in, ReadLimits limits) {
        super(in, limits);
    }

    @Override
    public final void close() {
        Page borrowed = page;
        page = null;
        if (borrowed != null) {
            borrowed.give();
        }
    }

    final Page page() {
        Page borrowed = page;
        if (borrowed == null) {
            borrowed = Page.take();
            page = borrowed;
            bytes = borrowed.bytes;
        }
        return borrowed;
    }

    /** Copies the message. */
    final void load(ByteBuf in) {
        load(in, 0);
    }

    /** Copies the message, and puts before it what makes it a field of this number. */
    final void loadAsField(ByteBuf in, int id) {
        int length = in.readableBytes();
        int lengthBytes = PageWriter.sizeOf(length);
        load(in, 1 + lengthBytes);
        bytes[0] = (byte) (id << 3 | Wires.LENGTH);
        putLength(1, length, lengthBytes);
    }

    /** Puts a varint of so many bytes. */
    final void putLength(int to, int length, int lengthBytes) {
        for (int i = 0; i < lengthBytes; i++) {
            bytes[to + i] = (byte) (length >>> 7 * i & 0x7F | (i < lengthBytes - 1 ? 0x80 : 0));
        }
    }

    private void load(ByteBuf in, int prefix) {
        int length = in.readableBytes();
        append(prefix + length);
        in.getBytes(in.readerIndex(), bytes, prefix, length);
        before = prefix;
        end = prefix + length;
        zerosAt = end;
    }

    @Override
    public final int offset() {
        return Math.max(0, Math.min(at, zerosAt) - before);
    }

    /**
     * Makes room for so many bytes and puts zeros behind them.
     *
     * @return where they start
     */
    final int append(int length) {
        int start = free;
        long needed = (long) start + length + ZEROS;
        if (page().bytes.length < needed) {
            page().grow(Math.toIntExact(needed));
            bytes = page().bytes;
        }
        free = (int) needed;
        LONG.set(bytes, start + length, 0L);
        LONG.set(bytes, start + length + Long.BYTES, 0L);
        return start;
    }

    /** The wire type in the low three bits, the number of the field above. */
    final int readTag() {
        int first = bytes[at];
        if (first > 7) {
            at++;
            return first;
        }
        long tag = readVarint();
        if (tag < 8 && at > before || tag > 0xFFFF_FFFFL) {
            throw new ProtocolException(
                    "field number: " + (tag >>> 3) + " (expected: 1.." + (1 << 29) + ')');
        }
        return (int) tag;
    }

    final long readVarint() {
        int first = bytes[at];
        if (first >= 0) {
            at++;
            return first;
        }
        return longVarint();
    }

    private long longVarint() {
        byte[] from = bytes;
        int next = at;
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = from[next++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                at = next;
                return value;
            }
        }
        throw new ProtocolException("varint: over 10 bytes (expected: at most that)");
    }

    /** A length, of which so many bytes are left before {@code bound}. */
    final int readLength(int bound) {
        long length = readVarint();
        if (length < 0 || length > bound - at && length != 0) {
            throw new ProtocolException(
                    "length: "
                            + Long.toUnsignedString(length)
                            + " (expected: 0.."
                            + Math.max(0, bound - at)
                            + ", the bytes left)");
        }
        return (int) length;
    }

    final double takeDouble() {
        double value = Double.longBitsToDouble((long) LONG.get(bytes, at));
        at += Long.BYTES;
        return value;
    }

    final UUID takeUuid() {
        int length = readLength(end);
        if (length != 16) {
            throw new ProtocolException("uuid: " + length + " bytes (expected: 16)");
        }
        UUID value = new UUID((long) BIG_LONG.get(bytes, at), (long) BIG_LONG.get(bytes, at + 8));
        at += 16;
        return value;
    }

    final ByteBuffer takeBinary() {
        int length = readLength(end);
        ByteBuffer value = ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + length));
        at += length;
        return value;
    }

    final String takeString() {
        int length = readLength(end);
        String value = Utf8.decode(bytes, at, length);
        at += length;
        return value;
    }

    /** How many varints there are; the last one ends where they do. */
    final int countVarints(int length) {
        int stop = at + length;
        int count = 0;
        for (int i = at; i < stop; i++) {
            count += bytes[i] >= 0 ? 1 : 0;
        }
        if (length > 0 && bytes[stop - 1] < 0) {
            throw new ProtocolException(
                    "packed list: its last number is cut off (expected: a whole one)");
        }
        return count;
    }

    /** Passes over the value behind a tag. */
    final void skip(int tag) {
        switch (tag & 7) {
            case Wires.VARINT -> readVarint();
            case Wires.FIXED64 -> at += Long.BYTES;
            case Wires.LENGTH -> {
                int length = readLength(end);
                at += length;
            }
            case Wires.GROUP -> skipGroup(tag >>> 3);
            case Wires.FIXED32 -> at += Integer.BYTES;
            default ->
                    throw new ProtocolException(
                            "field "
                                    + (tag >>> 3)
                                    + ": "
                                    + Wires.name(tag)
                                    + " (expected: a value)");
        }
        if (at > end) {
            throw cutOff();
        }
    }

    private void skipGroup(int id) {
        beginNested();
        int tag = groupTag(id);
        while ((tag & 7) != Wires.GROUP_END) {
            skip(tag);
            tag = groupTag(id);
        }
        if (tag >>> 3 != id) {
            throw new ProtocolException(
                    "end of group " + (tag >>> 3) + " (expected: that of " + id + ')');
        }
        endNested();
    }

    private int groupTag(int id) {
        if (at >= end) {
            throw new ProtocolException("group " + id + ": no end (expected: one)");
        }
        return readTag();
    }

    static ProtocolException cutOff() {
        return new ProtocolException(
                "end of message: inside a value (expected: behind the last field's value)");
    }
}
