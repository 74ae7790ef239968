package io.harrier.rpc.transport;

import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.Frame;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** What a server does with what its connections bring. On the connection's event loop. */
public interface RequestHandler {
    /**
     * A request came. The handler takes the frame over.
     *
     * @return the exchange that ends with {@link ServerConnection#reply}, or already has
     */
    Exchange onRequest(ServerConnection connection, Frame frame);

    /**
     * The answer to a frame that could not be cut; null if none can be given. The connection closes
     * after it.
     */
    @Nullable ByteBuf onBroken(ServerConnection connection, BrokenFrameException cause);

    void onClosed(ServerConnection connection);
}
