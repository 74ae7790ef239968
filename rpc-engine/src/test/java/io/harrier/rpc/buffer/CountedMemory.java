package io.harrier.rpc.buffer;

import io.netty.buffer.UnpooledByteBufAllocator;

/** Where the slabs of a test come from; tells how many bytes are out. */
final class CountedMemory {
    final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);

    long bytes() {
        return allocator.metric().usedDirectMemory();
    }
}
