package io.harrier.rpc.testing;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ScatteringByteChannel;
import java.util.concurrent.atomic.LongAdder;

/**
 * An allocator whose buffers count each byte that the process writes into them or takes out of them
 * in bulk. What a socket puts in is counted apart, and what it takes by views ({@code nioBuffers})
 * is no copy; both are so with NIO sockets only.
 */
public final class CopyCounter extends AbstractByteBufAllocator {
    private final LongAdder received = new LongAdder();
    private final LongAdder copied = new LongAdder();

    public CopyCounter() {
        super(true);
    }

    /** Bytes that came from sockets. */
    public long received() {
        return received.sum();
    }

    /** Bytes that were written, moved by growth, or read into arrays and other buffers. */
    public long copied() {
        return copied.sum();
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    /** Memory outside the heap too: nothing is to escape the count. */
    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return newDirectBuffer(initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return toLeakAwareBuffer(new Counted(initialCapacity, maxCapacity));
    }

    private final class Counted extends UnpooledDirectByteBuf {
        Counted(int initialCapacity, int maxCapacity) {
            super(CopyCounter.this, initialCapacity, maxCapacity);
        }

        @Override
        public int setBytes(int index, ScatteringByteChannel in, int length) throws IOException {
            int bytes = super.setBytes(index, in, length);
            received.add(Math.max(0, bytes));
            return bytes;
        }

        @Override
        public ByteBuf setBytes(int index, ByteBuf src, int srcIndex, int length) {
            copied.add(length);
            return super.setBytes(index, src, srcIndex, length);
        }

        @Override
        public ByteBuf setBytes(int index, byte[] src, int srcIndex, int length) {
            copied.add(length);
            return super.setBytes(index, src, srcIndex, length);
        }

        @Override
        public ByteBuf setBytes(int index, ByteBuffer src) {
            copied.add(src.remaining());
            return super.setBytes(index, src);
        }

        @Override
        protected void _setByte(int index, int value) {
            copied.add(Byte.BYTES);
            super._setByte(index, value);
        }

        @Override
        protected void _setShort(int index, int value) {
            copied.add(Short.BYTES);
            super._setShort(index, value);
        }

        @Override
        protected void _setInt(int index, int value) {
            copied.add(Integer.BYTES);
            super._setInt(index, value);
        }

        @Override
        protected void _setLong(int index, long value) {
            copied.add(Long.BYTES);
            super._setLong(index, value);
        }

        @Override
        public ByteBuf getBytes(int index, ByteBuf dst, int dstIndex, int length) {
            copied.add(length);
            return super.getBytes(index, dst, dstIndex, length);
        }

        @Override
        public ByteBuf getBytes(int index, byte[] dst, int dstIndex, int length) {
            copied.add(length);
            return super.getBytes(index, dst, dstIndex, length);
        }

        @Override
        public ByteBuf getBytes(int index, ByteBuffer dst) {
            copied.add(dst.remaining());
            return super.getBytes(index, dst);
        }

        @Override
        public ByteBuf readBytes(byte[] dst, int dstIndex, int length) {
            copied.add(length);
            return super.readBytes(dst, dstIndex, length);
        }

        @Override
        public ByteBuf readBytes(ByteBuffer dst) {
            copied.add(dst.remaining());
            return super.readBytes(dst);
        }

        @Override
        public ByteBuf copy(int index, int length) {
            copied.add(length);
            return super.copy(index, length);
        }

        @Override
        public ByteBuf capacity(int newCapacity) {
            if (newCapacity != capacity()) {
                copied.add(Math.min(writerIndex(), newCapacity));
            }
            return super.capacity(newCapacity);
        }
    }
}
