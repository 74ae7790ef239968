package io.harrier.rpc.protocol.compact;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a compact message that does not say how long it is, by passing over its values.
 * It remembers how far it came, so that bytes which trickle in are looked at once, however small
 * the pieces.
 *
 * <p>One per connection, on its event loop. Start a message at an unmoved reader index and leave
 * that index alone until its end is found.
 */
public final class CompactMessageScanner {
    private static final int MORE = -1;
    private static final int LONG_SIZE = 15;
    private static final int FIELDS = 0;

    private final int maxBytes;
    private final int maxNameBytes;
    private final int maxDepth;

    /** What is open, innermost last: FIELDS, or the types of elements as key << 4 | value. */
    private final int[] kinds;

    /** The elements, keys and values still to pass. */
    private final long[] left;

    private int depth = -1;
    private int at;

    public CompactMessageScanner(int maxBytes, int maxNameBytes, int maxDepth) {
        this.maxBytes = maxBytes;
        this.maxNameBytes = maxNameBytes;
        this.maxDepth = maxDepth;
        kinds = new int[maxDepth];
        left = new long[maxDepth];
    }

    /**
     * Goes on where the last call stopped.
     *
     * @return the length of the whole message, head included, or -1 until all of it has arrived
     * @throws ProtocolException if it is no message, nested too deeply or too long: nothing behind
     *     it can be trusted
     */
    public int scan(ByteBuf in) {
        if (depth < 0 && !head(in)) {
            return MORE;
        }
        while (depth >= 0) {
            if (!step(in)) {
                return MORE;
            }
        }
        return at;
    }

    private boolean head(ByteBuf in) {
        int bytes = CompactMessage.headBytes(in, maxNameBytes);
        if (bytes == 0) {
            return false;
        }
        at = 0;
        move(bytes);
        push(FIELDS, 0);
        return true;
    }

    /**
     * Passes one field or element; false if the bytes for it are not there yet, with nothing
     * changed.
     */
    private boolean step(ByteBuf in) {
        return kinds[depth] == FIELDS ? field(in) : element(in);
    }

    private boolean field(ByteBuf in) {
        if (isMissing(in, 1)) {
            return false;
        }
        int head = in.getUnsignedByte(in.readerIndex() + at);
        if (head == 0) {
            move(1);
            depth--;
            return true;
        }
        boolean isStep = head >>> 4 != 0;
        int idBytes = isStep ? 0 : varint(in, 1, Varints.BYTES_32);
        return (isStep || idBytes > 0) && fieldValue(in, head & 0x0F, 1 + idBytes);
    }

    /** That of a bool is its head. */
    private boolean fieldValue(ByteBuf in, int type, int headBytes) {
        boolean isBool = CompactTypes.toWire(type) == WireTypes.BOOL;
        return isBool ? move(headBytes) : value(in, type, headBytes);
    }

    private boolean element(ByteBuf in) {
        if (left[depth] == 0) {
            depth--;
            return true;
        }
        int kind = kinds[depth];
        boolean isKey = kind >>> 4 != 0 && (left[depth] & 1) == 0;
        int level = depth;
        if (!value(in, isKey ? kind >>> 4 : kind & 0x0F, 0)) {
            return false;
        }
        left[level]--;
        return true;
    }

    /**
     * Passes {@code before} bytes and the value behind them; of a nested one only its beginning.
     */
    private boolean value(ByteBuf in, int type, int before) {
        return switch (type) {
            case CompactTypes.I16, CompactTypes.I32 -> number(in, before, Varints.BYTES_32);
            case CompactTypes.I64 -> number(in, before, Varints.BYTES_64);
            case CompactTypes.STRING -> string(in, before);
            case CompactTypes.LIST, CompactTypes.SET -> elements(in, before);
            case CompactTypes.MAP -> entries(in, before);
            case CompactTypes.STRUCT -> move(before) && push(FIELDS, 0);
            default -> move(before + CompactTypes.minBytes(type));
        };
    }

    private boolean number(ByteBuf in, int before, int max) {
        int bytes = varint(in, before, max);
        return bytes > 0 && move(before + bytes);
    }

    private boolean string(ByteBuf in, int before) {
        int bytes = varint(in, before, Varints.BYTES_32);
        return bytes > 0 && move((long) before + bytes + size(in, before, bytes));
    }

    private boolean elements(ByteBuf in, int before) {
        if (isMissing(in, before + 1)) {
            return false;
        }
        int head = in.getUnsignedByte(in.readerIndex() + at + before);
        if (head >>> 4 < LONG_SIZE) {
            return elements(before + 1, head & 0x0F, head >>> 4);
        }
        int bytes = varint(in, before + 1, Varints.BYTES_32);
        return bytes > 0 && elements(before + 1 + bytes, head & 0x0F, size(in, before + 1, bytes));
    }

    private boolean elements(int head, int type, int count) {
        if (count == 0 && type == 0) {
            return move(head);
        }
        CompactTypes.toWire(type);
        long least = head + (long) count * CompactTypes.minBytes(type);
        if (CompactTypes.isFixed(type)) {
            return move(least);
        }
        requireRoom(least);
        return move(head) && push(type, count);
    }

    private boolean entries(ByteBuf in, int before) {
        int bytes = varint(in, before, Varints.BYTES_32);
        int count = bytes == 0 ? 0 : size(in, before, bytes);
        if (bytes == 0 || count > 0 && isMissing(in, before + bytes + 1)) {
            return false;
        }
        return count == 0
                ? move(before + bytes)
                : entries(
                        before + bytes + 1,
                        in.getUnsignedByte(in.readerIndex() + at + before + bytes),
                        count);
    }

    private boolean entries(int head, int types, int count) {
        int key = types >>> 4;
        int value = types & 0x0F;
        CompactTypes.toWire(key);
        CompactTypes.toWire(value);
        int minBytes = CompactTypes.minBytes(key) + CompactTypes.minBytes(value);
        long least = head + (long) count * minBytes;
        if (CompactTypes.isFixed(key) && CompactTypes.isFixed(value)) {
            return move(least);
        }
        requireRoom(least);
        return move(head) && push(types, 2L * count);
    }

    private boolean push(int kind, long values) {
        if (depth + 1 == maxDepth) {
            throw new ProtocolException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "nesting: " + (maxDepth + 1) + " levels (expected: at most " + maxDepth + ')');
        }
        depth++;
        kinds[depth] = kind;
        left[depth] = values;
        return true;
    }

    private boolean move(long bytes) {
        requireRoom(bytes);
        at += (int) bytes;
        return true;
    }

    private void requireRoom(long bytes) {
        if (at + bytes > maxBytes) {
            throw new ProtocolException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "message: over " + maxBytes + " bytes (expected: at most that)");
        }
    }

    /** The length of the varint so far behind; 0 if its end is missing. */
    private int varint(ByteBuf in, int behind, int max) {
        return isMissing(in, behind + 1)
                ? 0
                : Varints.bytes(in, in.readerIndex() + at + behind, max);
    }

    private int size(ByteBuf in, int behind, int bytes) {
        int size = Varints.getUnsigned(in, in.readerIndex() + at + behind, bytes);
        if (size < 0) {
            throw new ProtocolException("size: " + size + " (expected: 0 or more)");
        }
        return size;
    }

    private boolean isMissing(ByteBuf in, int bytes) {
        return in.readableBytes() < (long) at + bytes;
    }
}
