package io.harrier.rpc.trace;

/** Which end of a call. */
public enum Side {
    CLIENT,
    SERVER
}
