package io.harrier.rpc.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Bytes that belong between those of a buffer, and were not copied there. For one thread. */
final class LinkedParts {
    /** Parts that a frame may have besides; more than those of a composite buffer are copied. */
    private static final int SPARE = 16;

    private final List<Part> parts = new ArrayList<>();

    void add(int place, ByteBuf bytes) {
        parts.add(new Part(place, bytes));
    }

    /** One buffer of all in their order; it has taken over the buffer and the parts. */
    CompositeByteBuf join(ByteBuf buffer) {
        CompositeByteBuf all = buffer.alloc().compositeDirectBuffer(2 * parts.size() + SPARE);
        int from = 0;
        for (Part part : parts) {
            all.addComponent(true, buffer.retainedSlice(from, part.place - from));
            all.addComponent(true, part.bytes);
            from = part.place;
        }
        all.addComponent(true, buffer.retainedSlice(from, buffer.writerIndex() - from));
        buffer.release();
        return all;
    }

    void release() {
        parts.forEach(part -> part.bytes.release());
    }

    /**
     * @param place in the buffer, before which the bytes belong
     */
    private record Part(int place, ByteBuf bytes) {}
}
