package io.harrier.rpc.transport;

import io.netty.channel.local.LocalAddress;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names under which servers are reached within their JVM. They are the same whatever the case of
 * their letters.
 */
public final class InProcess {
    /** What the target of a client begins with that calls such a server. */
    public static final String SCHEME = "in-process:";

    private static final AtomicLong CLIENTS = new AtomicLong();

    private InProcess() {}

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException if it is empty, or has a comma or a space: targets could not
     *     name it
     */
    public static String requireName(String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c == ',' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException(
                    "in-process name: '"
                            + name
                            + "' (expected: one or more characters, no comma and no space)");
        }
        return name;
    }

    static LocalAddress address(String name) {
        return new LocalAddress(name.toLowerCase(Locale.ROOT));
    }

    /**
     * A name for one who connects, as no server can have it. Those that Netty makes are 32 random
     * bits: of 100,000 two are often the same, and then one cannot connect.
     */
    static LocalAddress nextClient() {
        return new LocalAddress("client " + CLIENTS.incrementAndGet());
    }

    static String text(LocalAddress address) {
        return SCHEME + address.id();
    }
}
