package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.server.HandlerThreads;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import io.harrier.rpc.spring.boot.autoconfigure.RpcServerProperties.Shutdown;
import io.harrier.rpc.transport.EventLoops;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Starts engine servers of what the keys say and of the beans that have a say. */
final class RpcServerFactory {
    private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;
    private static final int NO_PORT = -1;
    private static final String SSL_BUNDLE = "rpc.server.ssl.bundle";

    private final RpcServerProperties properties;
    private final ConfigurableListableBeanFactory beans;
    private final Environment environment;
    private final MiddlewareSelection selection;

    RpcServerFactory(
            RpcServerProperties properties,
            ConfigurableListableBeanFactory beans,
            Environment environment) {
        this.properties = properties;
        this.beans = beans;
        this.environment = environment;
        selection = new MiddlewareSelection(environment);
    }

    RpcServer start() {
        RpcServerBuilder server =
                RpcServer.builder()
                        .eventLoops(beans.getBean(EventLoops.class))
                        .handlerThreads(threads())
                        .reflection(properties.getReflection());
        apply(server);
        encrypt(server);
        new RpcHandlers(beans).addTo(server);
        new MiddlewareBeans(beans, selection).forServer(server::middleware);
        beans.getBeanProvider(RpcServerCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(server));
        return start(server);
    }

    private RpcServer start(RpcServerBuilder server) {
        try {
            return server.start();
        } catch (UncheckedIOException e) {
            throw ServerFailures.unbound(properties.getPort(), e);
        } catch (IllegalArgumentException e) {
            throw ServerFailures.duplicate(e);
        }
    }

    private void apply(RpcServerBuilder server) {
        KeyInUse key = new KeyInUse();
        try {
            listenAt(server, key);
            limit(server, key);
            timeTheStop(server, key);
            ServerMiddleware.addTo(server, properties, key, selection);
        } catch (IllegalArgumentException e) {
            throw key.refused("rpc.server."::concat, e);
        }
    }

    private void listenAt(RpcServerBuilder server, KeyInUse key) {
        String name = properties.getInProcessName();
        if (name != null) {
            server.inProcess(key.at("in-process-name", name));
        }
        InetAddress address = properties.getAddress();
        int port = key.at("port", properties.getPort());
        if (port == NO_PORT) {
            requireReachable(name);
        } else if (address == null) {
            server.port(port);
        } else {
            server.address(address.getHostAddress(), port);
        }
    }

    private static void requireReachable(@Nullable String name) {
        if (name == null) {
            throw new IllegalArgumentException(
                    "no port (expected: 'rpc.server.in-process-name' in its place)");
        }
    }

    private void encrypt(RpcServerBuilder server) {
        RpcServerProperties.Ssl told = properties.getSsl();
        String bundle = told.getBundle();
        if (told.getEnabled() == null ? bundle == null : !told.getEnabled()) {
            return;
        }
        if (bundle == null) {
            throw SslFailures.noBundle("rpc.server.ssl.enabled", SSL_BUNDLE);
        }
        TlsBundles bundles = new TlsBundles(beans.getBeanProvider(SslBundles.class));
        server.tls(bundles.server(bundle, SSL_BUNDLE)).clientAuth(told.getClientAuth());
    }

    private void limit(RpcServerBuilder server, KeyInUse key) {
        server.maxFrameBytes(bytes(key.at("max-message-size", properties.getMaxMessageSize())));
        server.maxHeaderBytes(bytes(key.at("max-header-size", properties.getMaxHeaderSize())));
        server.maxConnections(key.at("max-connections", properties.getMaxConnections()));
        server.maxCalls(key.at("max-concurrency", properties.getMaxConcurrency()));
        server.idleTimeout(key.at("idle-timeout", properties.getIdleTimeout()));
        DataSize waiting = properties.getMaxWaitingSize();
        if (waiting != null) {
            server.maxWaitingBytes(key.at("max-waiting-size", waiting).toBytes());
        }
        DataSize share = properties.getMaxWaitingSizePerConnection();
        if (share != null) {
            server.maxWaitingBytesPerConnection(
                    key.at("max-waiting-size-per-connection", share).toBytes());
        }
        if (properties.getPoolSize() != null) {
            server.poolThreads(key.at("pool-size", properties.getPoolSize()));
        }
    }

    private void timeTheStop(RpcServerBuilder server, KeyInUse key) {
        Shutdown told = properties.getShutdown();
        server.gracePeriod(key.at("shutdown.grace-period", told.getGracePeriod()));
        requireNotNegative(key.at("shutdown.drain-delay", told.getDrainDelay()));
    }

    private static void requireNotNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(time + " (expected: zero or more)");
        }
    }

    private static int bytes(DataSize size) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, size.toBytes()));
    }

    /** Virtual threads where the JDK has them, unless the application refused them. */
    private HandlerThreads threads() {
        HandlerThreads told = properties.getExecutor();
        if (told == HandlerThreads.VIRTUAL) {
            requireVirtual();
        }
        boolean virtual =
                environment.getProperty("spring.threads.virtual.enabled", Boolean.class, true);
        return told == HandlerThreads.AUTO && !virtual ? HandlerThreads.POOL : told;
    }

    private void requireVirtual() {
        MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(
                entries -> {
                    entries.put(
                            "rpc.server.executor",
                            properties.getExecutor().name().toLowerCase(Locale.ROOT));
                    entries.put("rpc.server.pool-size", properties.getPoolSize());
                });
        if (Runtime.version().feature() < FIRST_JDK_WITH_VIRTUAL_THREADS) {
            throw ServerFailures.noVirtualThreads();
        }
    }
}
