package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.HandoffQueue;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Something that waits to be written to a connection. */
public interface Outbound extends HandoffQueue.Node<Outbound> {
    /** The finished frame, given away; null if there is none. */
    @Nullable ByteBuf takeFrame();

    /** It is never written. */
    default void dropFrame() {
        ByteBuf frame = takeFrame();
        if (frame != null) {
            frame.release();
        }
    }
}
