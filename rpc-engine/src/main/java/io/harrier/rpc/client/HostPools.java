package io.harrier.rpc.client;

import io.harrier.rpc.cluster.Balancer;
import io.harrier.rpc.cluster.HostAddress;
import io.harrier.rpc.cluster.HostSet;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.pool.ConnectionPool;
import io.harrier.rpc.pool.ConnectionQuota;
import io.harrier.rpc.pool.HostPool;
import io.harrier.rpc.pool.PoolSettings;
import io.harrier.rpc.transport.ClientSettings;
import io.harrier.rpc.transport.Connector;
import io.harrier.rpc.transport.EventLoops;
import java.util.random.RandomGenerator;

/** Makes a pool of connections for each host of a client; the quota is of all together. */
record HostPools(
        EventLoops loops,
        ClientSettings settings,
        PoolSettings pool,
        ConnectionQuota quota,
        RandomGenerator random) {
    HostSet<ConnectionPool> of(String target, Balancer balancer) {
        return new HostSet<>(
                target,
                this::open,
                ConnectionPool::close,
                balancer,
                Ticker.SYSTEM,
                random::nextLong);
    }

    private ConnectionPool open(HostAddress host) {
        return new HostPool(connector(host), pool, quota, Ticker.SYSTEM, random, loops.group())
                .start();
    }

    private Connector connector(HostAddress host) {
        return host.isInProcess()
                ? Connector.inProcess(loops, host.host(), settings)
                : new Connector(loops, host.host(), host.port(), settings);
    }
}
