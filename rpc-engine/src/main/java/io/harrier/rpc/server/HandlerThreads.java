package io.harrier.rpc.server;

/** What handlers run on. */
public enum HandlerThreads {
    /** Virtual threads where the JDK has them, else the pool. */
    AUTO,
    /**
     * As many virtual threads as there are calls that wait; needs JDK 21. One serves several calls,
     * one after another, and so may find what the one before left in its thread locals.
     */
    VIRTUAL,
    /** A bounded pool of platform threads. */
    POOL
}
