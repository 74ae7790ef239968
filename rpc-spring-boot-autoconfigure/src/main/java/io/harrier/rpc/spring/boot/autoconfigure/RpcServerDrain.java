package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.spring.boot.autoconfigure.RpcServerProperties.Shutdown;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The first to stop: tells that the application takes no more traffic, gives that time to get
 * about, then has the server take no more calls and waits for those in handlers. Spring waits with
 * it, as long as it waits for any phase.
 */
final class RpcServerDrain implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServerDrain.class);

    private final RpcServerLifecycle lifecycle;
    private final Shutdown shutdown;
    private final ApplicationContext context;
    private volatile boolean running;
    private volatile boolean refusing;

    RpcServerDrain(RpcServerLifecycle lifecycle, Shutdown shutdown, ApplicationContext context) {
        this.lifecycle = lifecycle;
        this.shutdown = shutdown;
        this.context = context;
    }

    @Override
    public void start() {
        running = true;
        if (refusing) {
            refusing = false;
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @Override
    public void stop() {
        RpcServer server = lifecycle.server();
        running = false;
        if (server != null) {
            refusing = true;
            tell();
            drain(server);
        }
    }

    /** A listener that throws must not cost the calls in handlers their time. */
    private void tell() {
        try {
            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
            context.publishEvent(new RpcServerStoppingEvent(context));
        } catch (RuntimeException e) {
            LOG.warn("A listener failed while the RPC server stops", e);
        }
    }

    @Override
    public void stop(Runnable callback) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                stop();
                            } finally {
                                callback.run();
                            }
                        },
                        "rpc-server-drain");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return RpcServerLifecycle.PHASE + 1;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    private void drain(RpcServer server) {
        Duration delay = shutdown.getDrainDelay();
        if (pause(delay) && !server.drain(shutdown.getGracePeriod())) {
            LOG.info(
                    "{} calls are still in handlers after {}",
                    server.calls(),
                    shutdown.getGracePeriod());
        }
    }

    private static boolean pause(@Nullable Duration delay) {
        try {
            Thread.sleep(delay == null ? 0 : delay.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
