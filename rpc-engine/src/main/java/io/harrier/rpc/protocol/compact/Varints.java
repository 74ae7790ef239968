package io.harrier.rpc.protocol.compact;

import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;

/**
 * Numbers in as many bytes as they need: seven bits each, lowest first, the eighth says that more
 * follow. Signed values are turned so that small ones of both signs are short ("zigzag").
 */
final class Varints {
    /** Most bytes of a number of 32 bits. */
    static final int BYTES_32 = 5;

    /** Most bytes of a number of 64 bits. */
    static final int BYTES_64 = 10;

    private Varints() {}

    static void write(long value, ByteBuf out) {
        long rest = value;
        while (rest >>> 7 != 0) {
            out.writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static void writeUnsigned(int value, ByteBuf out) {
        write(value & 0xFFFFFFFFL, out);
    }

    static void writeZigzag(int value, ByteBuf out) {
        writeUnsigned(value << 1 ^ value >> 31, out);
    }

    static void writeZigzag(long value, ByteBuf out) {
        write(value << 1 ^ value >> 63, out);
    }

    static int readUnsigned(ByteBuf in) {
        return (int) read(in, BYTES_32);
    }

    static int readZigzag32(ByteBuf in) {
        int value = readUnsigned(in);
        return value >>> 1 ^ -(value & 1);
    }

    static long readZigzag64(ByteBuf in) {
        long value = read(in, BYTES_64);
        return value >>> 1 ^ -(value & 1);
    }

    /**
     * How many bytes the number at this index has; 0 while its last one is missing.
     *
     * @throws ProtocolException if it goes on after {@code max} bytes
     */
    static int bytes(ByteBuf in, int index, int max) {
        int there = Math.min(max, in.writerIndex() - index);
        for (int i = 0; i < there; i++) {
            if (in.getByte(index + i) >= 0) {
                return i + 1;
            }
        }
        if (there == max) {
            throw new ProtocolException("varint: over " + max + " bytes (expected: at most that)");
        }
        return 0;
    }

    /** The number of 32 bits in these bytes. */
    static int getUnsigned(ByteBuf in, int index, int bytes) {
        return (int) get(in, index, bytes, BYTES_32);
    }

    private static long read(ByteBuf in, int max) {
        int bytes = bytes(in, in.readerIndex(), max);
        if (bytes == 0) {
            throw new ProtocolException(
                    "end of message: in a varint (expected: its last byte, below 0x80)");
        }
        long value = get(in, in.readerIndex(), bytes, max);
        in.skipBytes(bytes);
        return value;
    }

    private static long get(ByteBuf in, int index, int bytes, int max) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.getByte(index + i) & 0x7FL) << 7 * i;
        }
        if (bytes == max) {
            requireBits(in.getByte(index + bytes - 1), max);
        }
        return value;
    }

    /** The longest numbers have bits to spare, which must be 0. */
    private static void requireBits(byte last, int max) {
        int highest = max == BYTES_32 ? 0x0F : 0x01;
        if (last > highest) {
            throw new ProtocolException(
                    "varint: last byte of "
                            + max
                            + ": "
                            + last
                            + " (expected: at most "
                            + highest
                            + ')');
        }
    }
}
