package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.SmartLifecycle;

/**
 * The server as part of the application's life: starts when all else runs, stops while all else
 * still runs, so that handlers can call out to the end. While it runs the JVM stays up.
 */
final class RpcServerLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServerLifecycle.class);

    private final RpcServerProperties properties;
    private final Supplier<RpcServerBuilder> builders;
    private final Duration grace;

    private volatile @Nullable RpcServer server;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    /**
     * @param builders asked at each start, for all but the address
     */
    RpcServerLifecycle(
            RpcServerProperties properties, Supplier<RpcServerBuilder> builders, Duration grace) {
        this.properties = properties;
        this.builders = builders;
        this.grace = grace;
    }

    @Override
    public void start() {
        RpcServerBuilder builder = builders.get();
        listenAt(builder);
        RpcServer started = start(builder);
        server = started;
        keepAlive();
        LOG.info(
                "RPC server listens on {} ({}); protocols: {}; services: {}",
                where(started.port()),
                started.transport().toLowerCase(Locale.ROOT),
                protocols(),
                String.join(", ", new TreeSet<>(started.services())));
    }

    /** Waits for the calls in handlers, within the grace period. */
    @Override
    public void stop() {
        RpcServer running = server;
        if (running == null) {
            return;
        }
        boolean ended = running.stop(grace);
        int left = running.calls();
        server = null;
        stopped.countDown();
        LOG.info(
                "RPC server on {} stopped; {}",
                where(running.port()),
                ended ? "no call was cut off" : left + " calls were cut off after " + grace);
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** Last to start, first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** As a web server's: a test context that waits in the cache keeps its port. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** The server; null while it does not run. */
    @Nullable RpcServer server() {
        return server;
    }

    private void listenAt(RpcServerBuilder builder) {
        InetAddress address = properties.address();
        int port = properties.port();
        try {
            if (address == null) {
                builder.port(port);
            } else {
                builder.address(address.getHostAddress(), port);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "rpc.server.port", port, String.valueOf(e.getMessage()));
        }
    }

    private RpcServer start(RpcServerBuilder builder) {
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw unbound(e);
        } catch (IllegalArgumentException e) {
            throw new FailureAnalyzedException(
                    "The RPC server cannot start: " + e.getMessage() + '.',
                    "Give each @RpcService a name of its own: @RpcService(\"name\").",
                    e);
        }
    }

    private FailureAnalyzedException unbound(UncheckedIOException e) {
        String message = String.valueOf(e.getMessage());
        int port = properties.port();
        return message.toLowerCase(Locale.ROOT).contains("in use")
                ? new FailureAnalyzedException(
                        "The RPC server cannot start: port " + port + " is already in use.",
                        "Stop what listens on port "
                                + port
                                + ", or set 'rpc.server.port' to another one (0: any free one).",
                        e)
                : new FailureAnalyzedException(
                        "The RPC server cannot start: " + message + '.',
                        "Set 'rpc.server.address' and 'rpc.server.port' to what this process may listen on.",
                        e);
    }

    /** All of the engine's own threads are daemons. */
    private void keepAlive() {
        CountDownLatch end = new CountDownLatch(1);
        stopped = end;
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "rpc-server-keep-alive");
        thread.setDaemon(false);
        thread.start();
    }

    private String where(int port) {
        InetAddress address = properties.address();
        return address == null ? "port " + port : address.getHostAddress() + ':' + port;
    }

    private static String protocols() {
        return Arrays.stream(FrameForm.values())
                .map(RpcServerLifecycle::word)
                .collect(Collectors.joining(", "));
    }

    private static String word(FrameForm form) {
        return form.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
