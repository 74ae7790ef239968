package io.harrier.rpc.pool;

import io.harrier.rpc.transport.ClientConnection;
import org.jspecify.annotations.Nullable;

/** The connections to one host. For any thread. */
public interface ConnectionPool extends AutoCloseable {
    /**
     * Finds a connection for a call and puts it on.
     *
     * @return the connection; null if there is none yet: the call is told later, through {@link
     *     Waiter#onConnection} or its failure
     */
    @Nullable ClientConnection acquire(Waiter call);

    /** Looks once more for a connection, as a waiting call was told; then or later it is told. */
    void look(Waiter call);

    /** Forgets a call that waits no more. */
    void forget(Waiter call);

    /** Takes no more calls; those in flight end first. */
    @Override
    void close();

    /** Ends all connections, whatever is in flight. */
    void closeNow();

    /** What its calls wait for besides time, as the end of a message; empty for nothing. */
    String shortage();

    PoolStats stats();
}
