package io.harrier.rpc.server;

/** What handlers run on. */
public enum HandlerThreads {
    /** Virtual threads where the JDK has them, else the pool. */
    AUTO,
    /** One virtual thread a call; needs JDK 21. */
    VIRTUAL,
    /** A bounded pool of platform threads. */
    POOL
}
