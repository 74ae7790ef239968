package io.harrier.rpc.transport;

/**
 * Whoever keeps the connections to a host is told here what becomes of one. Called on its event
 * loop unless said otherwise.
 */
public interface ConnectionListener {
    /** A call has ended, or there is room in the socket again: another can begin. On any thread. */
    void onRoom(ClientConnection connection);

    /**
     * The peer turned out to be a Harrier server: many calls may share the connection from now on.
     */
    void onMultiplexed(ClientConnection connection);

    /** A call's deadline passed on a plain connection without a byte from the peer. */
    void onSilence();

    /** The connection takes no more calls. Once. */
    void onClosed(ClientConnection connection);
}
