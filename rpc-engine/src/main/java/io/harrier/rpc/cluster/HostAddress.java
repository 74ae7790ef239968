package io.harrier.rpc.cluster;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a host is, and how much of the calls it is to get.
 *
 * @param host a name or a literal address, IPv6 without brackets; or the name that a server has in
 *     this JVM
 * @param port 0 for a server of this JVM
 * @param weight beside that of others: a host of weight 2 gets twice the calls of one with 1, which
 *     is what hosts have that nothing is said about; 0 for a host that gets none
 */
public record HostAddress(String host, int port, double weight) {
    private static final int PORTS = 65_536;
    private static final String IN_PROCESS = "in-process:";

    /**
     * @throws IllegalArgumentException if one of them cannot be
     */
    public HostAddress {
        if (host.isBlank() || port < 0 || port >= PORTS) {
            throw new IllegalArgumentException(
                    "host "
                            + host
                            + ", port "
                            + port
                            + " (expected: a name, and 1..65535; 0 for a"
                            + " server of this JVM)");
        }
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "weight of " + host + ": " + weight + " (expected: a number, 0 or more)");
        }
    }

    public HostAddress(String host, int port) {
        this(host, port, 1);
    }

    /**
     * Reads {@code host:port}, an IPv6 address in brackets.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static HostAddress parse(String text) {
        try {
            URI address = new URI("rpc://" + text);
            String host = address.getHost();
            if (host != null && address.getPort() > 0 && address.getPort() < PORTS) {
                return new HostAddress(withoutBrackets(host), address.getPort());
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(text + " (expected: host:port)", e);
        }
        throw new IllegalArgumentException(
                text + " (expected: host:port, with a port of 1..65535)");
    }

    /** A server of this JVM. */
    public static HostAddress inProcess(String name) {
        return new HostAddress(name, 0);
    }

    public boolean isInProcess() {
        return port == 0;
    }

    /** {@code host:port}: the same host has the same name in every process. */
    public String name() {
        if (isInProcess()) {
            return IN_PROCESS + host;
        }
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
