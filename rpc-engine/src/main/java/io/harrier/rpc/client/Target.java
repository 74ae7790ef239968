package io.harrier.rpc.client;

import io.harrier.rpc.cluster.Discovery;
import io.harrier.rpc.cluster.DnsDiscovery;
import io.harrier.rpc.cluster.HostAddress;
import io.harrier.rpc.transport.InProcess;
import java.util.Arrays;

/** The text that says where a client calls. */
final class Target {
    private static final String DNS = "dns://";

    private Target() {}

    /**
     * @throws IllegalArgumentException if the text is none of the known forms
     */
    static Discovery discovery(String target) {
        return target.startsWith(DNS)
                ? DnsDiscovery.of(host(target.substring(DNS.length()), target))
                : Discovery.of(
                        Arrays.stream(target.split(",", -1))
                                .map(host -> host(host.strip(), target))
                                .toList());
    }

    /** The name that is looked up; empty if none is. */
    static String dnsName(String target) {
        return target.startsWith(DNS)
                ? HostAddress.parse(target.substring(DNS.length())).host()
                : "";
    }

    private static HostAddress host(String host, String target) {
        if (host.startsWith(InProcess.SCHEME)) {
            String name = host.substring(InProcess.SCHEME.length());
            return HostAddress.inProcess(InProcess.requireName(name));
        }
        try {
            return HostAddress.parse(host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "target: "
                            + target
                            + " (expected: host:port[,host:port], in-process:name or"
                            + " dns://name:port, with ports of 1..65535)",
                    e);
        }
    }
}
