package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.metrics.LatencyHistogram;
import io.harrier.rpc.server.RpcServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToIntFunction;

/** What a server has now, and how long calls wait in it. */
final class ServerMeters {
    private ServerMeters() {}

    static void bind(RpcServerLifecycle server, LatencyHistogram queue, MeterRegistry registry) {
        Gauge.builder("rpc.server.active", server, of -> now(of, RpcServer::calls))
                .description("Calls in handlers now.")
                .register(registry);
        Gauge.builder("rpc.server.connections", server, of -> now(of, RpcServer::connections))
                .description("Connections that are open now.")
                .register(registry);
        LatencyMeters.bind(
                "rpc.server.queue",
                "Waits for a handler's thread; every 16th call is measured.",
                queue,
                Tags.empty(),
                registry);
    }

    /** Nothing, while it does not run. */
    private static int now(RpcServerLifecycle lifecycle, ToIntFunction<RpcServer> value) {
        RpcServer server = lifecycle.server();
        return server == null ? 0 : value.applyAsInt(server);
    }
}
