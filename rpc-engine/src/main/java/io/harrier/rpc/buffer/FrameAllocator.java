package io.harrier.rpc.buffer;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;

/**
 * Where the buffers of written frames come from: small ones from a pool of slabs, for threads that
 * are not event loops and may be virtual; the rest from Netty's allocator.
 */
public final class FrameAllocator extends AbstractByteBufAllocator {
    private final SlabPool pool;
    private final ByteBufAllocator others;

    public FrameAllocator(SlabPool pool, ByteBufAllocator others) {
        super(true);
        this.pool = pool;
        this.others = others;
    }

    @Override
    public boolean isDirectBufferPooled() {
        return true;
    }

    /**
     * One with more room than it may have is none of the pool's: it could be written past its end.
     */
    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        if (initialCapacity > SlabPool.MAX_BYTES
                || maxCapacity < SlabPool.MAX_BYTES
                        && maxCapacity < SizeClasses.bytes(SizeClasses.of(initialCapacity))) {
            return others.directBuffer(initialCapacity, maxCapacity);
        }
        ByteBuf slab = pool.take(initialCapacity).buffer(maxCapacity);
        return isWatched() ? toLeakAwareBuffer(slab) : slab;
    }

    /**
     * Frames stay in the engine: no user can forget one. The stack traces of Netty's default level,
     * one frame in 128, make a buffer more than twice as dear, and garbage.
     */
    private static boolean isWatched() {
        return ResourceLeakDetector.getLevel().compareTo(Level.SIMPLE) > 0;
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return others.heapBuffer(initialCapacity, maxCapacity);
    }
}
