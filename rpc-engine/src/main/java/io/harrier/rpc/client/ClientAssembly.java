package io.harrier.rpc.client;

import io.harrier.rpc.cluster.Discovery;
import io.harrier.rpc.cluster.HostSet;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.frame.FrameCodec;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.Protocols;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.pool.ConnectionPool;
import io.harrier.rpc.pool.ConnectionQuota;
import io.harrier.rpc.pool.PoolSettings;
import io.harrier.rpc.transport.ClientSettings;
import io.harrier.rpc.transport.ClientTls;
import io.harrier.rpc.transport.EventLoops;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes a client of what its builder was told. */
final class ClientAssembly {
    /** The frames a client speaks; built in, in one place. */
    private static final FrameCodec CODEC = new ThriftCodec();

    private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

    private final RpcClientBuilder told;

    ClientAssembly(RpcClientBuilder told) {
        this.told = told;
    }

    /** All that may be wrong is found before anything is opened. */
    RpcClient client() {
        Discovery source = told.discovery == null ? Target.discovery(told.target) : told.discovery;
        requireHashKey();
        ClientOptions options = options();
        ClientSettings settings = settings();
        PoolSettings pool = told.connections.pool();
        ConnectionQuota quota = new ConnectionQuota(told.connections.maxTotal());
        EventLoops loops = loops();
        HostSet<ConnectionPool> hosts =
                new HostPools(loops, settings, pool, quota, RANDOM).of(told.target, told.balancer);
        return new RpcClient(
                options,
                hosts,
                source.watch(hosts),
                loops,
                told.shared == null,
                remote(hosts, loops, options),
                told.middleware.copy());
    }

    private ClientOptions options() {
        return new ClientOptions(
                told.name,
                told.caller,
                told.service,
                told.form,
                Protocols.of(told.protocol),
                told.multiplexedNames,
                told.checksum,
                told.timeout,
                Map.copyOf(told.methodTimeouts),
                Set.copyOf(told.idempotent),
                told.connectTimeout,
                told.connectTimeoutTold,
                told.maxFrameBytes,
                told.tracing,
                told.rules);
    }

    private ClientSettings settings() {
        return new ClientSettings(
                CODEC,
                new FrameLimits(told.maxFrameBytes, told.maxHeaderBytes, false),
                told.connections.offersMultiplexing(told.form),
                told.connectTimeout,
                told.connections.pingInterval(),
                told.connections.pingTimeout(),
                Ticker.SYSTEM,
                tls());
    }

    private @Nullable ClientTls tls() {
        return told.tls == null
                ? null
                : new ClientTls(told.tls, serverName(), told.handshakeTimeout);
    }

    /** The addresses that a name stands for have certificates for the name. */
    private String serverName() {
        return told.serverName.isEmpty() && told.discovery == null
                ? Target.dnsName(told.target)
                : told.serverName;
    }

    private EventLoops loops() {
        return told.shared == null
                ? EventLoops.open(told.io, told.eventLoops, "rpc-client")
                : told.shared;
    }

    private RemoteInvoker remote(
            HostSet<ConnectionPool> hosts, EventLoops loops, ClientOptions options) {
        return new RemoteInvoker(
                hosts,
                loops.group(),
                Ticker.SYSTEM,
                RANDOM::nextLong,
                options,
                told.hashKey,
                told.target);
    }

    private void requireHashKey() {
        if (told.balancer == LoadBalancing.CONSISTENT_HASH.balancer()
                && told.hashKey == RpcClientBuilder.NO_KEY) {
            throw new IllegalArgumentException(
                    "load balancing by consistent hash without a key (expected: hashKey, to say what"
                            + " binds a call to a host)");
        }
    }
}
