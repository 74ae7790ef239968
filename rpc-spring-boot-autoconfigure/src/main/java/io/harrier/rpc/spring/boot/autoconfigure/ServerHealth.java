package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.server.RpcServer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the server takes calls. */
final class ServerHealth implements HealthIndicator {
    private final RpcServerLifecycle lifecycle;

    ServerHealth(RpcServerLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public Health health() {
        RpcServer server = lifecycle.server();
        if (server == null) {
            return Health.outOfService().withDetail("state", "stopped").build();
        }
        Health.Builder health = server.isDraining() ? Health.outOfService() : Health.up();
        return health.withDetail("state", server.isDraining() ? "draining" : "serving")
                .withDetail("port", server.port())
                .withDetail("connections", server.connections())
                .withDetail("calls", server.calls())
                .build();
    }
}
