package io.harrier.rpc.server;

/** Who may ask a server for the schemas of its services. */
public enum ReflectionAccess {
    NONE,
    /** Callers whose connection comes from the same machine. */
    LOOPBACK,
    ALL
}
