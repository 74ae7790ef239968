package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.ConnectionSettings;
import io.harrier.rpc.client.LoadBalancing;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.spring.boot.autoconfigure.RpcClientProperties.Connection;
import io.harrier.rpc.transport.EventLoops;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.util.unit.DataSize;

/** Makes engine clients of what the keys say. */
final class RpcClientFactory {
    /** Below {@code rpc.client.<name>}. */
    static final List<String> KEYS =
            List.of(
                    "target",
                    "service",
                    "protocol",
                    "serialization",
                    "idl",
                    "timeout",
                    "connect-timeout",
                    "method.<name>.timeout",
                    "method.<name>.idempotent",
                    "method.<name>.retry.max-attempts",
                    "method.<name>.retry.delay",
                    "method.<name>.retry.max-delay",
                    "method.<name>.circuit-breaker.enabled",
                    "method.<name>.circuit-breaker.failure-percent",
                    "method.<name>.circuit-breaker.min-calls",
                    "method.<name>.circuit-breaker.window",
                    "method.<name>.circuit-breaker.open-for",
                    "method.<name>.circuit-breaker.probes",
                    "load-balancer",
                    "hash-key",
                    "connection.mode",
                    "connection.max",
                    "connection.max-total",
                    "connection.min-idle",
                    "connection.idle-timeout",
                    "connection.max-age",
                    "connection.eager",
                    "connection.ping-interval",
                    "connection.ping-timeout",
                    "ssl.enabled",
                    "ssl.bundle",
                    "ssl.server-name",
                    "max-message-size",
                    "max-header-size",
                    "log-calls",
                    "retry.max-attempts",
                    "retry.delay",
                    "retry.max-delay",
                    "retry.budget-percent",
                    "retry.budget-per-second",
                    "circuit-breaker.enabled",
                    "circuit-breaker.failure-percent",
                    "circuit-breaker.min-calls",
                    "circuit-breaker.window",
                    "circuit-breaker.open-for",
                    "circuit-breaker.probes");

    private final List<RpcClientCustomizer> customizers;
    private final String caller;
    private final EventLoops loops;
    private final TlsBundles bundles;
    private final MiddlewareSelection selection;
    private final @Nullable NamedDiscovery discovery;

    /**
     * @param discovery of {@code discovery://} targets; null if nothing can find them
     */
    RpcClientFactory(
            List<RpcClientCustomizer> customizers,
            String caller,
            EventLoops loops,
            TlsBundles bundles,
            MiddlewareSelection selection,
            @Nullable NamedDiscovery discovery) {
        this.customizers = customizers;
        this.caller = caller;
        this.loops = loops;
        this.bundles = bundles;
        this.selection = selection;
        this.discovery = discovery;
    }

    /**
     * @param keys the key in full from its end, such as {@code timeout}
     */
    RpcClient open(
            String name, String target, RpcClientProperties told, UnaryOperator<String> keys) {
        requireConsistent(told, keys);
        RpcClientBuilder client =
                RpcClient.builder(target).name(name).caller(caller).eventLoops(loops);
        String serviceId = DiscoveryTarget.serviceId(target, name);
        if (serviceId != null) {
            if (discovery == null) {
                throw ClientFailures.noDiscovery(keys.apply("target"), target);
            }
            client.discovery(discovery.of(serviceId));
        }
        KeyInUse key = new KeyInUse();
        try {
            apply(told, client, key);
            ClientMiddleware.addTo(client, told, key, keys, selection);
        } catch (IllegalArgumentException e) {
            throw key.refused(keys, e);
        }
        encrypt(told.getSsl(), client, keys);
        for (RpcClientCustomizer customizer : customizers) {
            customizer.customize(name, client);
        }
        try {
            key.at("target", target);
            return client.build();
        } catch (IllegalArgumentException e) {
            LoadBalancing kind = told.getLoadBalancer();
            if (kind != null && String.valueOf(e.getMessage()).startsWith("load balancing")) {
                key.at("load-balancer", kind); // whether it has a key is known when all is said
            }
            throw key.refused(keys, e);
        }
    }

    /** A frame without a header cannot say to which of several calls a reply belongs. */
    private static void requireConsistent(RpcClientProperties told, UnaryOperator<String> keys) {
        FrameForm protocol = told.getProtocol();
        if (told.getConnection().getMode() == ConnectionMode.MULTIPLEXED
                && protocol != null
                && !protocol.hasHeader()) {
            MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(
                    entries -> {
                        entries.put(keys.apply("connection.mode"), "multiplexed");
                        entries.put(
                                keys.apply("protocol"), protocol.name().toLowerCase(Locale.ROOT));
                    });
        }
    }

    private static void apply(RpcClientProperties told, RpcClientBuilder to, KeyInUse key) {
        if (told.getService() != null) {
            to.service(key.at("service", told.getService()));
        }
        if (told.getProtocol() != null) {
            to.form(key.at("protocol", told.getProtocol()));
        }
        if (told.getSerialization() != null) {
            to.protocol(key.at("serialization", told.getSerialization()));
        }
        if (told.getTimeout() != null) {
            to.timeout(key.at("timeout", told.getTimeout()));
        }
        if (told.getConnectTimeout() != null) {
            to.connectTimeout(key.at("connect-timeout", told.getConnectTimeout()));
        }
        if (told.getMaxMessageSize() != null) {
            to.maxFrameBytes(bytes(key.at("max-message-size", told.getMaxMessageSize())));
        }
        if (told.getMaxHeaderSize() != null) {
            to.maxHeaderBytes(bytes(key.at("max-header-size", told.getMaxHeaderSize())));
        }
        if (told.getLoadBalancer() != null) {
            to.loadBalancing(key.at("load-balancer", told.getLoadBalancer()));
        }
        if (told.getHashKey() != null) {
            to.hashKey(key.at("hash-key", told.getHashKey()));
        }
        for (Map.Entry<String, RpcClientProperties.Method> each : told.getMethod().entrySet()) {
            if (Boolean.TRUE.equals(each.getValue().getIdempotent())) {
                to.idempotent(each.getKey());
            }
            Duration timeout = each.getValue().getTimeout();
            if (timeout != null) {
                key.at("method." + each.getKey() + ".timeout", timeout);
                to.timeout(each.getKey(), timeout);
            }
        }
        to.connections(before -> apply(told.getConnection(), before, key));
    }

    private static ConnectionSettings apply(
            Connection told, ConnectionSettings before, KeyInUse key) {
        ConnectionSettings settings = before;
        if (told.getMode() != null) {
            settings = settings.withMode(key.at("connection.mode", told.getMode()));
        }
        if (told.getMax() != null) {
            settings = settings.withMax(key.at("connection.max", told.getMax()));
        }
        if (told.getMaxTotal() != null) {
            settings = settings.withMaxTotal(key.at("connection.max-total", told.getMaxTotal()));
        }
        if (told.getMinIdle() != null) {
            settings = settings.withMinIdle(key.at("connection.min-idle", told.getMinIdle()));
            requireRoom(settings.minIdle(), settings.max(), "max");
            if (settings.maxTotal() > 0) {
                requireRoom(settings.minIdle(), settings.maxTotal(), "max-total");
            }
        }
        if (told.getIdleTimeout() != null) {
            Duration timeout = key.at("connection.idle-timeout", told.getIdleTimeout());
            settings = settings.withIdleTimeout(timeout);
        }
        if (told.getMaxAge() != null) {
            settings = settings.withMaxAge(key.at("connection.max-age", told.getMaxAge()));
        }
        if (told.getEager() != null) {
            settings = settings.withEager(key.at("connection.eager", told.getEager()));
        }
        if (told.getPingInterval() != null) {
            Duration interval = key.at("connection.ping-interval", told.getPingInterval());
            settings = settings.withPing(interval, settings.pingTimeout());
        }
        if (told.getPingTimeout() != null) {
            Duration timeout = key.at("connection.ping-timeout", told.getPingTimeout());
            settings = settings.withPing(settings.pingInterval(), timeout);
        }
        return settings;
    }

    private void encrypt(
            RpcClientProperties.Ssl told, RpcClientBuilder to, UnaryOperator<String> keys) {
        String bundle = told.getBundle();
        if (told.getEnabled() == null ? bundle == null : !told.getEnabled()) {
            return;
        }
        to.tls(
                bundle == null
                        ? bundles.systemClient()
                        : bundles.client(bundle, keys.apply("ssl.bundle")));
        if (told.getServerName() != null) {
            to.serverName(told.getServerName());
        }
    }

    private static void requireRoom(int minIdle, int max, String key) {
        if (minIdle > max) {
            throw new IllegalArgumentException(
                    minIdle + " (expected: 0 to connection." + key + ", " + max + ')');
        }
    }

    private static int bytes(DataSize size) {
        long bytes = size.toBytes();
        if (bytes < 1 || bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(size + " (expected: 1B..2147483647B)");
        }
        return (int) bytes;
    }
}
