package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.cluster.HostStats;
import io.harrier.rpc.pool.PoolStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * What a client has of hosts and connections, of all hosts together: they come and go, and a tag
 * for each would not end.
 */
final class ConnectionMeters {
    private final RpcClient client;
    private final Tags tags;
    private final MeterRegistry registry;

    private ConnectionMeters(RpcClient client, Tags tags, MeterRegistry registry) {
        this.client = client;
        this.tags = tags;
        this.registry = registry;
    }

    static void bind(String name, RpcClient client, MeterRegistry registry) {
        new ConnectionMeters(client, Tags.of("client", name), registry).bind();
    }

    private void bind() {
        gauge("active", "Calls on connections now.", tags, PoolStats::inFlight);
        gauge("waiting", "Calls that have no connection yet.", tags, PoolStats::waiting);
        connections("shared", PoolStats::multiplexed);
        connections("idle", PoolStats::idle);
        connections("busy", each -> Math.max(0, each.open() - each.multiplexed() - each.idle()));
        connections("opening", PoolStats::opening);
        events("opened", PoolStats::opened);
        events("failed", PoolStats::failed);
        events("evicted", PoolStats::evicted);
        hosts("used", true);
        hosts("avoided", false);
    }

    private void connections(String state, ToIntFunction<PoolStats> value) {
        gauge("connections", "Connections there are now.", tags.and("state", state), value);
    }

    private void gauge(
            String name, String description, Tags tagged, ToIntFunction<PoolStats> value) {
        Gauge.builder("rpc.client." + name, client, of -> sum(of, value))
                .description(description)
                .tags(tagged)
                .register(registry);
    }

    private static int sum(RpcClient client, ToIntFunction<PoolStats> value) {
        return client.connections().stream().mapToInt(value).sum();
    }

    private void events(String event, ToLongFunction<PoolStats> counter) {
        PoolTotal total = new PoolTotal(counter);
        FunctionCounter.builder(
                        "rpc.client.connections.events", client, of -> total.with(of::connections))
                .description("What has become of connections, and of attempts to open one.")
                .tags(tags.and("event", event))
                .register(registry);
    }

    private void hosts(String state, boolean isUsed) {
        Gauge.builder("rpc.client.hosts", client, of -> count(of, isUsed))
                .description("Hosts that are known now.")
                .tags(tags.and("state", state))
                .register(registry);
    }

    private static long count(RpcClient client, boolean isUsed) {
        return client.hosts().stream()
                .map(HostStats::isUsed)
                .filter(used -> used == isUsed)
                .count();
    }
}
