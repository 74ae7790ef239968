package io.harrier.rpc.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All addresses of a name, as the JDK's resolver gives them. It is asked as often as it forgets:
 * after {@code networkaddress.cache.ttl} seconds, 30 if the JDK's security properties do not say.
 */
public final class DnsDiscovery {
    private static final String TTL = "networkaddress.cache.ttl";
    private static final int DEFAULT_SECONDS = 30;

    /** A resolver that forgets at once need not be asked all the time. */
    private static final int LEAST_SECONDS = 5;

    private DnsDiscovery() {}

    public static PolledDiscovery of(HostAddress name) {
        return new PolledDiscovery(() -> addresses(name), interval(Security.getProperty(TTL)));
    }

    private static List<HostAddress> addresses(HostAddress name) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(name.host()))
                .map(found -> new HostAddress(found.getHostAddress(), name.port()))
                .toList();
    }

    /**
     * @param ttl negative for a resolver that forgets nothing: it is asked all the same, as it may
     *     have failed before
     */
    static Duration interval(@Nullable String ttl) {
        int seconds =
                ttl == null || ttl.isBlank() ? DEFAULT_SECONDS : Integer.parseInt(ttl.strip());
        return Duration.ofSeconds(seconds < 0 ? DEFAULT_SECONDS : Math.max(seconds, LEAST_SECONDS));
    }
}
