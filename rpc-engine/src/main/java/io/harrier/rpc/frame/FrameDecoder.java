package io.harrier.rpc.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Cuts what a socket brings into {@link Frame}s. One per connection, on its event loop.
 *
 * <p>The pieces of a frame that comes in several are linked, so that nothing of a large payload is
 * copied before somebody reads it. Small pieces are: each that is linked holds the whole buffer
 * that it was read into.
 */
public abstract class FrameDecoder extends ByteToMessageDecoder {
    private static final int LINKED_BYTES = 4096;

    @SuppressWarnings("this-escape") // Netty's setter, which does nothing but set
    protected FrameDecoder() {
        setCumulator(FrameDecoder::join);
    }

    private static ByteBuf join(ByteBufAllocator allocator, ByteBuf soFar, ByteBuf piece) {
        Cumulator way =
                piece.readableBytes() < LINKED_BYTES ? MERGE_CUMULATOR : COMPOSITE_CUMULATOR;
        return way.cumulate(allocator, soFar, piece);
    }

    /** Bytes of a frame that has begun but not ended. */
    public abstract int pendingBytes();
}
