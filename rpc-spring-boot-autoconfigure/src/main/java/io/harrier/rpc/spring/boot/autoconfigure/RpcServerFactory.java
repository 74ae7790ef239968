package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.server.HandlerThreads;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import io.harrier.rpc.spring.boot.autoconfigure.RpcServerProperties.Shutdown;
import io.harrier.rpc.transport.EventLoops;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Starts engine servers of what the keys say and of the beans that have a say. */
final class RpcServerFactory {
    private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;

    private final RpcServerProperties properties;
    private final ConfigurableListableBeanFactory beans;
    private final Environment environment;

    RpcServerFactory(
            RpcServerProperties properties,
            ConfigurableListableBeanFactory beans,
            Environment environment) {
        this.properties = properties;
        this.beans = beans;
        this.environment = environment;
    }

    RpcServer start() {
        RpcServerBuilder server =
                RpcServer.builder()
                        .eventLoops(beans.getBean(EventLoops.class))
                        .handlerThreads(threads())
                        .reflection(properties.getReflection());
        listenAt(server);
        limit(server);
        timeTheStop(server);
        new RpcHandlers(beans).addTo(server);
        beans.getBeanProvider(Middleware.class).orderedStream().forEach(server::middleware);
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

    private void listenAt(RpcServerBuilder server) {
        InetAddress address = properties.getAddress();
        int port = properties.getPort();
        set(
                "port",
                port,
                given -> {
                    if (address == null) {
                        server.port(given);
                    } else {
                        server.address(address.getHostAddress(), given);
                    }
                });
    }

    private void limit(RpcServerBuilder server) {
        set(
                "max-message-size",
                properties.getMaxMessageSize(),
                size -> server.maxFrameBytes(bytes(size)));
        set(
                "max-header-size",
                properties.getMaxHeaderSize(),
                size -> server.maxHeaderBytes(bytes(size)));
        set("max-connections", properties.getMaxConnections(), server::maxConnections);
        set("max-concurrency", properties.getMaxConcurrency(), server::maxCalls);
        set("idle-timeout", properties.getIdleTimeout(), server::idleTimeout);
        if (properties.getPoolSize() != null) {
            set("pool-size", properties.getPoolSize(), server::poolThreads);
        }
    }

    private void timeTheStop(RpcServerBuilder server) {
        Shutdown told = properties.getShutdown();
        set("shutdown.grace-period", told.getGracePeriod(), server::gracePeriod);
        set("shutdown.drain-delay", told.getDrainDelay(), RpcServerFactory::requireNotNegative);
    }

    private static void requireNotNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(time + " (expected: zero or more)");
        }
    }

    private static int bytes(DataSize size) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, size.toBytes()));
    }

    /** Gives a refused value the name of its key. */
    private static <T> void set(String key, T value, Consumer<T> setter) {
        try {
            setter.accept(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "rpc.server." + key, value, String.valueOf(e.getMessage()));
        }
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
