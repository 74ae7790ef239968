package io.harrier.rpc.protocol;

import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;

/** What must be true of the bytes that are left before they are taken. */
public final class Bounds {
    private Bounds() {}

    /**
     * @throws ProtocolException if fewer are left than a value of this type takes
     */
    public static void requireBytes(ByteBuf in, int bytes, byte type) {
        if (in.readableBytes() < bytes) {
            throw new ProtocolException(
                    "end of message: "
                            + in.readableBytes()
                            + " bytes left (expected: "
                            + bytes
                            + " for "
                            + WireTypes.name(type)
                            + ')');
        }
    }

    /**
     * Checks what a string or binary says of itself.
     *
     * @return that length
     */
    public static int requireLength(ByteBuf in, int length) {
        if (length < 0 || length > in.readableBytes()) {
            throw new ProtocolException(
                    "string length: "
                            + length
                            + " (expected: 0.."
                            + in.readableBytes()
                            + ", the bytes left)");
        }
        return length;
    }
}
