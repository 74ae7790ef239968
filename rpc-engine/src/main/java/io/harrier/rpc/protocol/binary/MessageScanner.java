package io.harrier.rpc.protocol.binary;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a message that does not say how long it is, by passing over its values. It
 * remembers how far it came, so that bytes which trickle in are looked at once, however small the
 * pieces.
 *
 * <p>One per connection, on its event loop. Start a message at an unmoved reader index and leave
 * that index alone until its end is found.
 */
public final class MessageScanner {
    private static final int MORE = -1;
    private static final int STRUCT = 0;

    private final int maxBytes;
    private final int maxDepth;

    /**
     * What is open, innermost last: STRUCT, or element types packed as key << 8 | value; with the
     * values still to pass.
     */
    private final int[] kinds;

    private final long[] left;
    private int depth = -1;
    private int at;

    public MessageScanner(int maxBytes, int maxDepth) {
        this.maxBytes = maxBytes;
        this.maxDepth = maxDepth;
        kinds = new int[maxDepth];
        left = new long[maxDepth];
    }

    /**
     * Goes on where the last call stopped.
     *
     * @param headBytes length of the message's head, before its struct
     * @return the length of the whole message, or -1 until all of it has arrived
     * @throws ProtocolException if it is no struct, nested too deeply or too long: nothing behind
     *     it can be trusted
     */
    public int scan(ByteBuf in, int headBytes) {
        if (depth < 0) {
            at = headBytes;
            push(STRUCT, 0);
        }
        while (depth >= 0) {
            if (!step(in)) {
                return MORE;
            }
        }
        return at;
    }

    /**
     * Passes one field or element; false if the bytes for it are not there yet, with nothing
     * changed.
     */
    private boolean step(ByteBuf in) {
        return kinds[depth] == STRUCT ? field(in) : element(in);
    }

    private boolean field(ByteBuf in) {
        if (isMissing(in, 1)) {
            return false;
        }
        byte type = in.getByte(in.readerIndex() + at);
        if (type == WireTypes.STOP) {
            move(1);
            depth--;
            return true;
        }
        return value(in, type, 3);
    }

    private boolean element(ByteBuf in) {
        if (left[depth] == 0) {
            depth--;
            return true;
        }
        int kind = kinds[depth];
        boolean isKey = kind >>> 8 != 0 && (left[depth] & 1) == 0;
        byte type = (byte) (isKey ? kind >>> 8 : kind);
        int level = depth;
        if (!value(in, type, 0)) {
            return false;
        }
        left[level]--;
        return true;
    }

    /**
     * Passes {@code before} bytes and the value behind them; of a nested one only its beginning.
     */
    private boolean value(ByteBuf in, byte type, int before) {
        int base = in.readerIndex() + at + before;
        switch (type) {
            case WireTypes.STRUCT -> {
                move(before);
                push(STRUCT, 0);
                return true;
            }
            case WireTypes.STRING -> {
                return !isMissing(in, before + 4) && move(before + 4L + size(in.getInt(base)));
            }
            case WireTypes.LIST, WireTypes.SET -> {
                return !isMissing(in, before + 5)
                        && elements(before + 5, in.getByte(base), size(in.getInt(base + 1)));
            }
            case WireTypes.MAP -> {
                return !isMissing(in, before + 6)
                        && entries(
                                before + 6,
                                in.getByte(base),
                                in.getByte(base + 1),
                                size(in.getInt(base + 2)));
            }
            default -> {
                return move((long) before + BinaryTypes.minBytes(type));
            }
        }
    }

    private boolean elements(int head, byte type, int count) {
        long least = head + (long) count * BinaryTypes.minBytes(type);
        if (BinaryTypes.isFixed(type)) {
            return move(least);
        }
        requireRoom(least);
        move(head);
        push(type, count);
        return true;
    }

    private boolean entries(int head, byte keyType, byte valueType, int count) {
        if (count == 0) {
            return move(head);
        }
        int minBytes = BinaryTypes.minBytes(keyType) + BinaryTypes.minBytes(valueType);
        long least = head + (long) count * minBytes;
        if (BinaryTypes.isFixed(keyType) && BinaryTypes.isFixed(valueType)) {
            return move(least);
        }
        requireRoom(least);
        move(head);
        push(keyType << 8 | valueType, 2L * count);
        return true;
    }

    private void push(int kind, long values) {
        if (depth + 1 == maxDepth) {
            throw new ProtocolException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "nesting: " + (maxDepth + 1) + " levels (expected: at most " + maxDepth + ')');
        }
        depth++;
        kinds[depth] = kind;
        left[depth] = values;
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

    private int size(int size) {
        if (size < 0) {
            throw new ProtocolException("size: " + size + " (expected: 0 or more)");
        }
        return size;
    }

    private boolean isMissing(ByteBuf in, int bytes) {
        return in.readableBytes() < (long) at + bytes;
    }
}
