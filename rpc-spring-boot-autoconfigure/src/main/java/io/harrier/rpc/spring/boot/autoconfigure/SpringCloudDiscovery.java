package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.cluster.Discovery;
import io.harrier.rpc.cluster.PolledDiscovery;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.context.ApplicationListener;

/**
 * Hosts that Spring Cloud's {@link DiscoveryClient} knows: asked for every half minute, and
 * whenever it says by a {@link HeartbeatEvent} that something may have changed.
 */
final class SpringCloudDiscovery implements NamedDiscovery, ApplicationListener<HeartbeatEvent> {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Supplier<DiscoveryClient> client;
    private final Map<String, PolledDiscovery> services = new ConcurrentHashMap<>();

    SpringCloudDiscovery(Supplier<DiscoveryClient> client) {
        this.client = client;
    }

    @Override
    public Discovery of(String serviceId) {
        return services.computeIfAbsent(
                serviceId, id -> new PolledDiscovery(new ServiceHosts(id, client), INTERVAL));
    }

    @Override
    public void onApplicationEvent(HeartbeatEvent event) {
        services.values().forEach(PolledDiscovery::refresh);
    }
}
