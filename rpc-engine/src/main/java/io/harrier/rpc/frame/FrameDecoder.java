package io.harrier.rpc.frame;

import io.netty.handler.codec.ByteToMessageDecoder;

/** Cuts what a socket brings into {@link Frame}s. One per connection, on its event loop. */
public abstract class FrameDecoder extends ByteToMessageDecoder {
    /** Bytes of a frame that has begun but not ended. */
    public abstract int pendingBytes();
}
