package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.cluster.HostStats;
import io.harrier.rpc.pool.PoolStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that has been made.
 *
 * @param trouble why no hosts are known, or not the newest; null if all is well
 * @param middleware the outermost first
 */
record ClientDescription(
        String target,
        @Nullable String trouble,
        List<String> middleware,
        List<HostStats> hosts,
        List<PoolStats> connections) {
    static ClientDescription of(RpcClient client) {
        return new ClientDescription(
                client.target(),
                client.trouble(),
                client.middleware().names(),
                client.hosts(),
                client.connections());
    }
}
