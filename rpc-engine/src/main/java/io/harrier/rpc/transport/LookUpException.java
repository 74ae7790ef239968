package io.harrier.rpc.transport;

import java.io.IOException;
import java.time.Duration;

/**
 * The system's look-up of a host's name did not end in time. The message says what to do; nothing
 * was sent.
 */
public final class LookUpException extends IOException {
    private static final long serialVersionUID = 1L;

    LookUpException(String host, Duration limit) {
        super(
                "the look-up of '"
                        + host
                        + "' has not ended after "
                        + limit.toMillis()
                        + " ms (expected: an address within the connect timeout; check the"
                        + " resolver, or use an address for a name)");
    }
}
