package io.harrier.rpc.pool;

import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.transport.ClientConnection;
import io.harrier.rpc.transport.PendingReply;

/**
 * A call that may have to wait for its connection: for room if it {@link #isBlocking}, else only
 * for one that is being opened.
 */
public interface Waiter extends PendingReply {
    /**
     * The call has come onto a connection. On any thread, which must not be held up.
     *
     * @return false if nobody wants it any more: the pool takes it off again
     */
    boolean onConnection(ClientConnection connection);

    /**
     * There may be a connection: the thread that waits is to {@link ConnectionPool#look}. On any
     * thread, which must not be held up.
     *
     * @return false if no thread waits: the call is given one
     */
    boolean tellToLook();

    /**
     * The host cannot be reached, and nothing was sent: another one may do. On any thread, which
     * must not be held up.
     */
    void onUnreachable(RpcException failure);
}
