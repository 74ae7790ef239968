package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.protocol.ProtocolWriter;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts single values into an array, from which the whole message goes to the buffer: lengths stand
 * before what they count, and are known after it.
 */
abstract class PageWriter extends ProtocolWriter {
    static final int TAG_BYTES = 5;
    static final int VARINT_BYTES = 10;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Texts so short are encoded here; setting up an encoder takes longer. */
    private static final int SHORT_TEXT = 16;

    private static final byte[] NOTHING = {};

    final ByteBuf out;
    byte[] bytes = NOTHING;
    int at;
    private @Nullable Page page;

    PageWriter(ByteBuf out) {
        super(out);
        this.out = out;
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

    /** Appends what was put together to the buffer. */
    final void flush() {
        out.writeBytes(bytes, 0, at);
        at = 0;
    }

    final void require(int more) {
        if (bytes.length - at < more) {
            grow(more);
        }
    }

    /** A message that the buffer has no place for is not put together first. */
    private void grow(int more) {
        if (at > out.maxWritableBytes()) {
            throw new IndexOutOfBoundsException(
                    "message of "
                            + at
                            + " bytes (expected: at most "
                            + out.maxWritableBytes()
                            + ')');
        }
        page().grow(Math.addExact(at, more));
        bytes = page().bytes;
    }

    final void putTag(int id, int wire) {
        putVarint32(id << 3 | wire);
    }

    /** Of an unsigned number; there is room for it. */
    final void putVarint32(int value) {
        int rest = value;
        int to = at;
        while ((rest & ~0x7F) != 0) {
            bytes[to++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[to++] = (byte) rest;
        at = to;
    }

    /** There is room for it. */
    final void putVarint64(long value) {
        long rest = value;
        int to = at;
        while ((rest & ~0x7FL) != 0) {
            bytes[to++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[to++] = (byte) rest;
        at = to;
    }

    final void putDouble(double value) {
        LONG.set(bytes, at, Double.doubleToRawLongBits(value));
        at += Long.BYTES;
    }

    final void putUuid(UUID value) {
        require(17);
        bytes[at] = 16;
        BIG_LONG.set(bytes, at + 1, value.getMostSignificantBits());
        BIG_LONG.set(bytes, at + 9, value.getLeastSignificantBits());
        at += 17;
    }

    final void putBinary(ByteBuffer value) {
        int length = value.remaining();
        require(TAG_BYTES + length);
        putVarint32(length);
        value.get(value.position(), bytes, at, length);
        at += length;
    }

    final void putString(String value) {
        int length = value.length();
        if (length > SHORT_TEXT || !putAscii(value, length)) {
            int lengthAt = at;
            int lengthBytes = sizeOf(length);
            require(TAG_BYTES + length);
            at = page().encode(value, lengthAt + lengthBytes);
            bytes = page().bytes;
            putLength(lengthAt, lengthBytes);
        }
    }

    /** False, with nothing put down, if it is more than ASCII. */
    private boolean putAscii(String value, int length) {
        require(1 + length);
        byte[] to = bytes;
        int start = at + 1;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            to[start + i] = (byte) c;
        }
        to[at] = (byte) length;
        at = start + length;
        return true;
    }

    /**
     * Writes the length of all that stands behind the place that was kept for it, which is moved if
     * that is too short.
     */
    final void putLength(int lengthAt, int keptBytes) {
        int length = at - lengthAt - keptBytes;
        int needed = sizeOf(length);
        if (needed != keptBytes) {
            require(needed - keptBytes);
            System.arraycopy(bytes, lengthAt + keptBytes, bytes, lengthAt + needed, length);
        }
        at = lengthAt;
        putVarint32(length);
        at += length;
    }

    /** The bytes of a varint. */
    static int sizeOf(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }
}
