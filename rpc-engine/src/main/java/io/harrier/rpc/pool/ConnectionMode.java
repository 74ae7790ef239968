package io.harrier.rpc.pool;

/** How calls to one host share connections. */
public enum ConnectionMode {
    /**
     * As {@link #MULTIPLEXED} where the server is a Harrier one, else as {@link #POOLED}: the first
     * reply tells which.
     */
    AUTO,
    /**
     * Many calls on one connection, and on more once all have many. Until the first reply has told
     * that the server is a Harrier one, calls wait for it; where it is none, they are refused.
     */
    MULTIPLEXED,
    /** One call at a time on each connection; idle ones are kept for the next calls. */
    POOLED,
    /** A connection for each call, closed after it. */
    SHORT
}
