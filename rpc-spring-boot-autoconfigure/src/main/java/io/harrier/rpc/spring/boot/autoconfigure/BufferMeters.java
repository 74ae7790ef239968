package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.metrics.BufferStats;
import io.harrier.rpc.server.RpcServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The buffers of the event loops, which server and clients share. Whoever binds these keeps the
 * object: meters do not.
 */
final class BufferMeters {
    private static final BufferStats NONE = new BufferStats(0, 0, 0, 0, 0, 0, 0, 0);

    private final ObjectProvider<RpcServerLifecycle> server;
    private final OpenClients clients;

    BufferMeters(ObjectProvider<RpcServerLifecycle> server, OpenClients clients) {
        this.server = server;
        this.clients = clients;
    }

    /** Of whoever uses the loops; they are not opened to be looked at. */
    static BufferStats read(ObjectProvider<RpcServerLifecycle> server, OpenClients clients) {
        RpcServerLifecycle lifecycle = server.getIfAvailable();
        RpcServer running = lifecycle == null ? null : lifecycle.server();
        if (running != null) {
            return running.buffers();
        }
        return clients.all().values().stream().findFirst().map(RpcClient::buffers).orElse(NONE);
    }

    void bind(MeterRegistry registry) {
        event("hit", BufferStats::hits, registry);
        event("miss", BufferStats::misses, registry);
        event("drop", BufferStats::drops, registry);
        event("trim", BufferStats::trims, registry);
        event("double-return", BufferStats::doubleReturns, registry);
        gauge("held", "Memory that waits for its next use.", BufferStats::bytesHeld)
                .baseUnit("bytes")
                .register(registry);
        gauge(
                        "fragmentation",
                        "Part of the lent bytes that nobody asked for, 0 to 1.",
                        BufferStats::fragmentation)
                .register(registry);
    }

    private void event(String event, ToLongFunction<BufferStats> counter, MeterRegistry registry) {
        FunctionCounter.builder("rpc.buffers.events", this, of -> counter.applyAsLong(of.read()))
                .description("Buffers asked for and given back.")
                .tag("event", event)
                .register(registry);
    }

    private Gauge.Builder<BufferMeters> gauge(
            String name, String description, ToDoubleFunction<BufferStats> value) {
        return Gauge.builder("rpc.buffers." + name, this, of -> value.applyAsDouble(of.read()))
                .description(description);
    }

    private BufferStats read() {
        return read(server, clients);
    }
}
