package io.harrier.rpc.server;

import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.concurrent.DrainGate;
import io.harrier.rpc.metrics.BufferStats;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.Listener;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running server. For any thread.
 *
 * <pre>{@code
 * RpcServer server = RpcServer.builder().port(8888).service(new UsersHandler()).start();
 * }</pre>
 */
public final class RpcServer implements AutoCloseable {
    /** Time for clients to hear of it: calls that are on their way meanwhile are still served. */
    private static final long NOTICE_MILLIS = 200;

    /** Time for clients to take their last replies and close. */
    private static final long GOODBYE_MILLIS = 2_000;

    private static final long POLL_MILLIS = 10;

    private final Listener listener;
    private final EventLoops loops;
    private final boolean ownsLoops;
    private final HandlerExecutor executor;
    private final DrainGate gate;
    private final ServiceTable services;
    private final MiddlewareList middleware;
    private final Duration grace;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);

    RpcServer(
            Listener listener,
            EventLoops loops,
            boolean ownsLoops,
            HandlerExecutor executor,
            DrainGate gate,
            ServiceTable services,
            MiddlewareList middleware,
            Duration grace) {
        this.listener = listener;
        this.loops = loops;
        this.ownsLoops = ownsLoops;
        this.executor = executor;
        this.gate = gate;
        this.services = services;
        this.middleware = middleware;
        this.grace = grace;
    }

    public static RpcServerBuilder builder() {
        return new RpcServerBuilder();
    }

    /**
     * The port it listens on: the one that was bound if 0 was asked for; -1 if it is reached by an
     * in-process name alone.
     */
    public int port() {
        return listener.port();
    }

    /** The names of what it serves. */
    public Set<String> services() {
        return services.names();
    }

    /** What it serves, by the schemas of the services. */
    public List<ServiceSchema> schemas() {
        return services.schemas();
    }

    /** The middleware, which may be changed while calls are answered. */
    public MiddlewareList middleware() {
        return middleware;
    }

    /** How its sockets are driven. */
    public String transport() {
        return loops.kind().name();
    }

    /** Whether it speaks TLS, and nothing else. */
    public boolean isEncrypted() {
        return listener.isEncrypted();
    }

    public boolean hasVirtualThreads() {
        return executor.isVirtual();
    }

    /** Connections that are open now. */
    public int connections() {
        return listener.connections();
    }

    /** Calls that are in handlers now. */
    public int calls() {
        return gate.inside();
    }

    /** Whether it takes no more calls: those that it has may end. */
    public boolean isDraining() {
        return draining.get();
    }

    /** The buffers of what its event loops write; others may use the same loops. */
    public BufferStats buffers() {
        return loops.buffers();
    }

    /** Waits until the server has been stopped: its own threads are daemons. */
    public void awaitStop() throws InterruptedException {
        end.await();
    }

    /**
     * Stops gracefully: no new connections, clients are told to go elsewhere, new calls are refused
     * as safe to retry, calls in handlers end (within the builder's grace period), then everything
     * closes. Waits for all of it; again does nothing.
     */
    @Override
    public void close() {
        stop(grace);
    }

    /**
     * As {@link #close()}, with another grace period.
     *
     * @return whether all calls had ended within it; true without waiting if it was called before
     */
    public boolean stop(Duration within) {
        boolean ended = drain(within);
        closeNow();
        return ended;
    }

    /**
     * The first part of {@link #close()}: takes no more connections and calls, and waits for the
     * calls in handlers. Those that are left go on until {@link #close()}.
     *
     * @return whether all calls had ended; true without waiting if it was called before
     */
    public boolean drain(Duration within) {
        if (!draining.compareAndSet(false, true)) {
            return true;
        }
        listener.drain();
        awaitGoodbyes(NOTICE_MILLIS);
        boolean ended = await(gate.close(), within);
        awaitGoodbyes(GOODBYE_MILLIS);
        return ended;
    }

    private void closeNow() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        listener.closeNow(); // first: a handler that is interrupted must not answer as if it had
        // ended
        executor.close().forEach(task -> ((ServerCall) task).discard());
        if (ownsLoops) {
            loops.close();
        }
        middleware.close();
        end.countDown();
    }

    /** Leaves clients the time to take their last replies and close. */
    private void awaitGoodbyes(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (listener.connections() > 0 && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean await(CompletableFuture<Void> drained, Duration within) {
        try {
            drained.get(within.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
