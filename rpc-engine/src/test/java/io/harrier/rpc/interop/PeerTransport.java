package io.harrier.rpc.interop;

import java.util.Locale;

/** How an Apache Thrift peer puts a strict binary message on its connection. */
enum PeerTransport {
    /** Each message behind its length. */
    FRAMED,
    /** Messages one after another, without lengths; Apache calls it buffered. */
    UNFRAMED,
    /** Framed, and method names carry the service: {@code AllTypes:echoInt}. */
    MULTIPLEXED;

    /** The service's name in front of the methods when multiplexed. */
    static final String SERVICE = "AllTypes";

    boolean isFramed() {
        return this != UNFRAMED;
    }

    /** The value of {@code --transport} of the Python peers. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
