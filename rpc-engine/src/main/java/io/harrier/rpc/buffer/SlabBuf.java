package io.harrier.rpc.buffer;

import io.harrier.rpc.concurrent.BoundedQueue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.util.IllegalReferenceCountException;
import java.nio.ByteBuffer;

/**
 * A slab's memory as a buffer: opened for each lending, and given back by its last release. Of one
 * kind, whatever this JVM lets Netty do: it has an address where there is one to be had.
 */
final class SlabBuf extends UnpooledDirectByteBuf {
    private final Slab slab;
    private final SlabPool pool;
    private final int number;
    private final int sizeClass;
    private boolean hasMoved;

    SlabBuf(Slab slab, ByteBuffer memory) {
        super(ByteBufAllocator.DEFAULT, memory, memory.capacity());
        this.slab = slab;
        pool = slab.pool;
        number = slab.number;
        sizeClass = slab.sizeClass;
        setRefCnt(0); // until it is opened
    }

    /** Makes it as good as new. */
    ByteBuf open(int maxBytes) {
        maxCapacity(maxBytes);
        setIndex(0, 0);
        resetRefCnt();
        return markReaderIndex().markWriterIndex();
    }

    /** Another capacity is other memory, of this buffer alone. */
    @Override
    public ByteBuf capacity(int newCapacity) {
        hasMoved |= newCapacity != capacity();
        return super.capacity(newCapacity);
    }

    @Override
    public boolean release() {
        try {
            return super.release();
        } catch (IllegalReferenceCountException e) {
            pool.onDoubleReturn();
            throw e;
        }
    }

    @Override
    public boolean release(int decrement) {
        try {
            return super.release(decrement);
        } catch (IllegalReferenceCountException e) {
            pool.onDoubleReturn();
            throw e;
        }
    }

    /**
     * Does not look at the slab: its cache line stays with the threads that lend it. That only one
     * comes here in each life is the reference count's affair.
     */
    @Override
    protected void deallocate() {
        if (hasMoved) {
            super.deallocate();
            slab.forget(this);
        }
        if (number == BoundedQueue.NONE) {
            pool.dropUnnumbered(slab);
        } else {
            pool.giveReleased(number, sizeClass);
        }
    }
}
