package io.harrier.rpc.client;

import io.harrier.rpc.concurrent.StableHash;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;

/** The hash of what a call is bound to a host by: of bytes what they are, else of the text. */
final class KeyHash {
    private KeyHash() {}

    /** Leaves a buffer's positions where they are. */
    static long of(Object key) {
        if (key instanceof byte[] bytes) {
            return StableHash.of(bytes);
        }
        if (key instanceof ByteBuffer buffer) {
            return StableHash.of(bytes(buffer));
        }
        return key instanceof ByteBuf buffer
                ? StableHash.of(ByteBufUtil.getBytes(buffer))
                : StableHash.of(key.toString());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
