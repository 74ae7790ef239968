package io.harrier.rpc.transport;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Makes buffers that count the bytes copied into and out of them, beyond single numbers. */
final class CountingAllocator extends AbstractByteBufAllocator {
    final AtomicLong allocated = new AtomicLong();
    final AtomicLong moved = new AtomicLong();

    CountingAllocator() {
        super(true);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return toLeakAwareBuffer(new CountingBuf(initialCapacity, maxCapacity));
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        throw new UnsupportedOperationException("frames are direct");
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    private final class CountingBuf extends UnpooledDirectByteBuf {
        CountingBuf(int initialCapacity, int maxCapacity) {
            super(CountingAllocator.this, initialCapacity, maxCapacity);
            allocated.addAndGet(initialCapacity);
        }

        /** Growing moves what is there. */
        @Override
        public ByteBuf capacity(int newCapacity) {
            moved.addAndGet(Math.min(capacity(), newCapacity));
            allocated.addAndGet(newCapacity);
            return super.capacity(newCapacity);
        }

        @Override
        public ByteBuf setBytes(int index, byte[] src, int srcIndex, int length) {
            moved.addAndGet(length);
            return super.setBytes(index, src, srcIndex, length);
        }

        @Override
        public ByteBuf setBytes(int index, ByteBuffer src) {
            moved.addAndGet(src.remaining());
            return super.setBytes(index, src);
        }

        @Override
        public ByteBuf setBytes(int index, ByteBuf src, int srcIndex, int length) {
            moved.addAndGet(length);
            return super.setBytes(index, src, srcIndex, length);
        }

        @Override
        public ByteBuf getBytes(int index, byte[] dst, int dstIndex, int length) {
            moved.addAndGet(length);
            return super.getBytes(index, dst, dstIndex, length);
        }

        @Override
        public ByteBuf getBytes(int index, ByteBuffer dst) {
            moved.addAndGet(dst.remaining());
            return super.getBytes(index, dst);
        }

        @Override
        public ByteBuf getBytes(int index, ByteBuf dst, int dstIndex, int length) {
            moved.addAndGet(length);
            return super.getBytes(index, dst, dstIndex, length);
        }
    }
}
