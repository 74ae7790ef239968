package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.transport.InProcess;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The server as part of the application's life: starts when all else runs, stops while all else
 * still runs, so that handlers can call out to the end. While it runs the JVM stays up.
 */
final class RpcServerLifecycle implements SmartLifecycle {
    /** Stops after {@link RpcServerDrain}, and before all that has no phase of its own. */
    static final int PHASE = Integer.MAX_VALUE - 1;

    private static final Logger LOG = LoggerFactory.getLogger(RpcServerLifecycle.class);

    private final RpcServerProperties properties;
    private final RpcServerFactory factory;
    private final ApplicationContext context;

    private volatile @Nullable RpcServer server;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    RpcServerLifecycle(
            RpcServerProperties properties, RpcServerFactory factory, ApplicationContext context) {
        this.properties = properties;
        this.factory = factory;
        this.context = context;
    }

    @Override
    public void start() {
        RpcServer started = factory.start();
        server = started;
        keepAlive();
        LOG.info(
                "RPC server listens on {} ({}{}); protocols: {}; services: {}",
                where(started.port()),
                started.transport().toLowerCase(Locale.ROOT),
                started.isEncrypted() ? ", TLS" : "",
                protocols(),
                String.join(", ", new TreeSet<>(started.services())));
        if (started.port() >= 0) {
            LocalPort.publish(context, started.port());
        }
        context.publishEvent(new RpcServerStartedEvent(context, started));
    }

    /** Cuts off what is left: the calls had their time. */
    @Override
    public void stop() {
        RpcServer running = server;
        if (running == null) {
            return;
        }
        int left = running.calls();
        running.close();
        server = null;
        stopped.countDown();
        LOG.info(
                "RPC server on {} stopped; {}",
                where(running.port()),
                left == 0 ? "no call was cut off" : left + " calls were cut off");
        context.publishEvent(new RpcServerStoppedEvent(context));
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
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
        InetAddress address = properties.getAddress();
        String name = properties.getInProcessName();
        String tcp = address == null ? "port " + port : address.getHostAddress() + ':' + port;
        if (name == null) {
            return tcp;
        }
        return port < 0 ? InProcess.SCHEME + name : tcp + " and " + InProcess.SCHEME + name;
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
