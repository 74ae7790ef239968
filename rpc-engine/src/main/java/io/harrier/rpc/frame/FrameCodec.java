package io.harrier.rpc.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** A family of frames that a connection can speak. For any thread. */
public interface FrameCodec {
    /**
     * A decoder for one connection: it puts out {@link Frame}s, and throws {@link
     * io.harrier.rpc.error.ProtocolException}s.
     */
    FrameDecoder decoder(FrameLimits limits);

    /** A sign of life between Harrier peers, to be answered with the same. The caller owns it. */
    ByteBuf ping(ByteBufAllocator allocator);

    /** "No new calls on this connection", to a Harrier client. The caller owns it. */
    ByteBuf drain(ByteBufAllocator allocator);
}
