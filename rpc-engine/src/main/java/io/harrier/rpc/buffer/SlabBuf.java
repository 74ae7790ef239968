package io.harrier.rpc.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledUnsafeDirectByteBuf;
import java.nio.ByteBuffer;

/** A slab's memory as a buffer: opened for each lending, and given back by its last release. */
interface SlabBuf {
    /** Makes it as good as new. */
    ByteBuf open(int maxBytes);

    /** Of the kind that Netty takes itself: with addresses where this JVM lets it have them. */
    static SlabBuf of(Slab slab, ByteBuffer memory) {
        return Kind.HAS_ADDRESSES
                ? new AddressedSlabBuf(slab, memory)
                : new PlainSlabBuf(slab, memory);
    }

    /** What this JVM allows. */
    final class Kind {
        private static final boolean HAS_ADDRESSES = hasAddresses();

        private Kind() {}

        private static boolean hasAddresses() {
            ByteBuf sample = SlabPool.MEMORY.directBuffer(1);
            boolean addressed = sample instanceof UnpooledUnsafeDirectByteBuf;
            sample.release();
            return addressed;
        }
    }
}
