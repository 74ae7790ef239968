package io.harrier.rpc.transport;

import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.Frame;

/** What a server does with what its connections bring. On the connection's event loop. */
public interface RequestHandler {
    /**
     * A request came. The handler takes the frame over.
     *
     * @return the exchange that ends with {@link ServerConnection#reply}, or already has
     */
    Exchange onRequest(ServerConnection connection, Frame frame);

    /** The answer to a frame that could not be cut, finished. The connection closes after it. */
    Exchange onBroken(ServerConnection connection, BrokenFrameException cause);

    /** Bytes of unfinished frames that came, or went with them if negative. */
    void onPending(int bytes);

    /** Whether more bytes wait on all connections together than the server can hold. */
    boolean isCrowded();
}
