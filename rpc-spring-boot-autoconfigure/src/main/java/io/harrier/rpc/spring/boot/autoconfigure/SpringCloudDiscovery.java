package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.cluster.Discovery;
import io.harrier.rpc.cluster.HostAddress;
import io.harrier.rpc.cluster.PolledDiscovery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.context.ApplicationListener;

/**
 * Hosts that Spring Cloud's {@link DiscoveryClient} knows: asked for every half minute, and
 * whenever it says by a {@link HeartbeatEvent} that something may have changed.
 *
 * <p>Of a host's metadata {@code rpc.port} says where its RPC server listens, if that is not the
 * port that is registered, and {@code weight} (Nacos: {@code nacos.weight}) how many of the calls
 * it is to get.
 */
final class SpringCloudDiscovery implements NamedDiscovery, ApplicationListener<HeartbeatEvent> {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final String PORT = "rpc.port";
    private static final List<String> WEIGHTS = List.of("weight", "nacos.weight");

    private final Supplier<DiscoveryClient> client;
    private final Map<String, PolledDiscovery> services = new ConcurrentHashMap<>();

    SpringCloudDiscovery(Supplier<DiscoveryClient> client) {
        this.client = client;
    }

    @Override
    public Discovery of(String serviceId) {
        return services.computeIfAbsent(
                serviceId, id -> new PolledDiscovery(() -> hosts(id), INTERVAL));
    }

    @Override
    public void onApplicationEvent(HeartbeatEvent event) {
        services.values().forEach(PolledDiscovery::refresh);
    }

    private List<HostAddress> hosts(String id) {
        return client.get().getInstances(id).stream().map(SpringCloudDiscovery::host).toList();
    }

    private static HostAddress host(ServiceInstance instance) {
        Map<String, String> metadata = instance.getMetadata();
        String port = metadata == null ? null : metadata.get(PORT);
        return new HostAddress(
                instance.getHost(),
                port == null ? instance.getPort() : Integer.parseInt(port.strip()),
                metadata == null ? 1 : weight(metadata));
    }

    private static double weight(Map<String, String> metadata) {
        return WEIGHTS.stream()
                .filter(metadata::containsKey)
                .findFirst()
                .map(key -> Double.parseDouble(metadata.get(key)))
                .orElse(1.0);
    }
}
