package io.harrier.rpc.transport;

/** Whether a server that speaks TLS asks its clients for certificates. */
public enum ClientAuth {
    NONE,
    /** It asks, and takes those that have none. */
    WANT,
    /** Those that have none, or one that is not trusted, are refused. */
    NEED
}
