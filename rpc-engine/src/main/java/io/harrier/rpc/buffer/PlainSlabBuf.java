package io.harrier.rpc.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.util.IllegalReferenceCountException;
import java.nio.ByteBuffer;

/** A slab's memory as a buffer. */
final class PlainSlabBuf extends UnpooledDirectByteBuf implements SlabBuf {
    private final Slab slab;
    private long lease;
    private boolean hasMoved;

    PlainSlabBuf(Slab slab, ByteBuffer memory) {
        super(ByteBufAllocator.DEFAULT, memory, memory.capacity());
        this.slab = slab;
        setRefCnt(0); // until it is opened
    }

    @Override
    public ByteBuf open(long lease, int maxBytes) {
        this.lease = lease;
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
            slab.pool.onDoubleReturn();
            throw e;
        }
    }

    @Override
    public boolean release(int decrement) {
        try {
            return super.release(decrement);
        } catch (IllegalReferenceCountException e) {
            slab.pool.onDoubleReturn();
            throw e;
        }
    }

    @Override
    protected void deallocate() {
        if (hasMoved) {
            super.deallocate();
            slab.forget(this);
        }
        slab.pool.giveReleased(slab, lease);
    }
}
