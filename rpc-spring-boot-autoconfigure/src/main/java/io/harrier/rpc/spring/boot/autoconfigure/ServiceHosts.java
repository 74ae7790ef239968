package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.cluster.HostAddress;
import io.harrier.rpc.cluster.PolledDiscovery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * The hosts of one service id, as Spring Cloud's {@link DiscoveryClient} knows them now. Instances
 * that cannot be called are left out; if all are, the look-up fails.
 *
 * <p>Of a host's metadata {@code rpc.port} says where its RPC server listens, if that is not the
 * port that is registered, and {@code weight} (Nacos: {@code nacos.weight}) how many of the calls
 * it is to get.
 */
final class ServiceHosts implements PolledDiscovery.Lookup {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceHosts.class);

    private static final String PORT = "rpc.port";
    private static final List<String> WEIGHTS = List.of("weight", "nacos.weight");
    private static final int PORTS = 65_536;

    private final String id;
    private final Supplier<DiscoveryClient> client;

    /** What is wrong with those left out of the last answer. */
    private Set<String> told = Set.of();

    ServiceHosts(String id, Supplier<DiscoveryClient> client) {
        this.id = id;
        this.client = client;
    }

    @Override
    public List<HostAddress> hosts() {
        List<HostAddress> hosts = new ArrayList<>();
        Set<String> bad = new LinkedHashSet<>();
        for (ServiceInstance each : client.get().getInstances(id)) {
            try {
                hosts.add(host(each));
            } catch (IllegalArgumentException e) {
                bad.add(name(each) + " is left out: " + e.getMessage());
            }
        }
        if (hosts.isEmpty() && !bad.isEmpty()) {
            throw new IllegalArgumentException(
                    "no instance can be called; the first: " + bad.iterator().next());
        }
        tell(bad);
        return hosts;
    }

    /** Each once, until it is over. */
    private synchronized void tell(Set<String> bad) {
        for (String each : bad) {
            if (!told.contains(each)) {
                LOG.warn(
                        "discovery://{}: instance {}; correct what it registers (told once)",
                        id,
                        each);
            }
        }
        told = bad;
    }

    private static String name(ServiceInstance instance) {
        return instance.getInstanceId() + " of " + instance.getHost() + ':' + instance.getPort();
    }

    private static HostAddress host(ServiceInstance instance) {
        String host = instance.getHost();
        if (host == null || host.isBlank()) {
            throw bad("host", quoted(host), "a name or an address");
        }
        Map<String, String> metadata = instance.getMetadata();
        return metadata == null
                ? new HostAddress(host, registeredPort(instance))
                : new HostAddress(host, port(instance, metadata.get(PORT)), weight(metadata));
    }

    private static int port(ServiceInstance instance, @Nullable String told) {
        return told == null ? registeredPort(instance) : rpcPort(told);
    }

    /** 0 would be a server of this JVM. */
    private static int registeredPort(ServiceInstance instance) {
        int port = instance.getPort();
        if (!isPort(port)) {
            throw bad("port", String.valueOf(port), "1..65535");
        }
        return port;
    }

    private static int rpcPort(String told) {
        int port = wholeNumber(told.strip());
        if (!isPort(port)) {
            throw bad(PORT, quoted(told), "1..65535");
        }
        return port;
    }

    private static boolean isPort(int port) {
        return port > 0 && port < PORTS;
    }

    /** -1 for a text that is none. */
    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static double weight(Map<String, String> metadata) {
        for (String key : WEIGHTS) {
            if (metadata.containsKey(key)) {
                return weight(key, metadata.get(key));
            }
        }
        return 1;
    }

    private static double weight(String key, @Nullable String told) {
        double weight = told == null ? Double.NaN : number(told);
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw bad(key, quoted(told), "a number, 0 or more");
        }
        return weight;
    }

    /** NaN for a text that is none. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String quoted(@Nullable String told) {
        return told == null ? "null" : '\'' + told + '\'';
    }

    private static IllegalArgumentException bad(String what, String seen, String expected) {
        return new IllegalArgumentException(
                "its " + what + " is " + seen + " (expected: " + expected + ')');
    }
}
