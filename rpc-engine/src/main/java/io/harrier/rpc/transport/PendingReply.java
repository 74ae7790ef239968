package io.harrier.rpc.transport;

import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;

/**
 * A call on its way through a connection. Exactly one of its ends is told: a frame or a failure.
 */
public interface PendingReply extends Outbound {
    /** When nobody waits for the reply any more. */
    long deadlineNanos();

    /** The slot's id on the connection, and the sequence number on the wire; 0 if it has none. */
    int id();

    void id(int id);

    /** Whether no reply comes: the call ends when it has been written. */
    boolean isOneway();

    /** Whether a thread stands behind it. If none does, its end may run what users wrote. */
    boolean isBlocking();

    /** The reply, which the receiver releases. On the event loop. */
    void onFrame(Frame frame);

    /**
     * Its caller may go, since {@link ClientConnection#wakeTogether}. On the event loop.
     *
     * @param leads whether the caller has to be woken, and to wake those of the calls behind it in
     *     {@link #next()}; otherwise another one does
     */
    void onGrouped(boolean leads);

    /** The call was written, and no reply is due. On the event loop. */
    void onWritten();

    /**
     * No reply came in time. On the event loop.
     *
     * @param remote host and port that did not answer
     */
    void onDeadline(String remote);

    /** On any thread. */
    void onFailure(RpcException failure);
}
