package io.harrier.rpc.protocol;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;

/** Bytes that count how often somebody looks at one of them; empty until the writer index moves. */
final class CountingBytes extends UnpooledHeapByteBuf {
    private long looks;

    CountingBytes(byte[] bytes) {
        super(UnpooledByteBufAllocator.DEFAULT, bytes, bytes.length);
        setIndex(0, 0);
    }

    long looks() {
        return looks;
    }

    @Override
    public CountingBytes writerIndex(int index) {
        super.writerIndex(index);
        return this;
    }

    @Override
    public byte getByte(int index) {
        looks++;
        return super.getByte(index);
    }
}
