package io.harrier.rpc.server;

import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.concurrent.DrainGate;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.frame.FrameCodec;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.Listener;
import io.harrier.rpc.transport.ServerSettings;
import io.harrier.rpc.transport.ServerTls;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Makes a server of what its builder was told, and starts it. */
final class ServerAssembly {
    /** The frames a port understands; built in, in one place. */
    private static final FrameCodec CODEC = new ThriftCodec();

    private static final int DEFAULT_PORT = 8888;
    private static final int MAX_CALLS_PER_CONNECTION = 1024;
    private static final int MAX_PIPELINED = 128;

    /** Of memory, for requests that wait or are lent; and of those, for one connection's. */
    private static final int QUARTER = 4;

    private final RpcServerBuilder told;
    private final FrameLimits limits;

    ServerAssembly(RpcServerBuilder told) {
        this.told = told;
        limits = new FrameLimits(told.maxFrameBytes, told.maxHeaderBytes, told.lenient);
    }

    RpcServer started() {
        MiddlewareList chain = told.middleware.copy();
        ServiceTable services =
                new ServiceTable(
                        told.handlers,
                        told.reflection,
                        told.unknown,
                        chain,
                        told.rules,
                        told.tracing);
        HandlerExecutor executor =
                new HandlerExecutor(told.threads, told.poolThreads, told.maxCalls);
        DrainGate gate = new DrainGate(told.maxCalls);
        EventLoops loops =
                told.shared == null
                        ? EventLoops.open(told.io, told.eventLoops, "rpc-server")
                        : told.shared;
        Listener listener = listen(loops, dispatcher(services, executor, gate));
        return new RpcServer(
                listener, loops, told.shared == null, executor, gate, services, chain, told.grace);
    }

    private Dispatcher dispatcher(ServiceTable services, HandlerExecutor executor, DrainGate gate) {
        return new Dispatcher(
                services,
                new ReplyWriter(limits),
                executor,
                gate,
                Ticker.SYSTEM,
                told.tracing,
                maxWaitingBytes());
    }

    private ServerSettings settings() {
        return new ServerSettings(
                CODEC,
                limits,
                MAX_CALLS_PER_CONNECTION,
                MAX_PIPELINED,
                maxWaitingBytesPerConnection(),
                told.idleTimeout,
                told.stallTimeout,
                Ticker.SYSTEM,
                tls());
    }

    private long maxWaitingBytes() {
        long bytes =
                told.maxWaitingBytes == 0
                        ? Runtime.getRuntime().maxMemory() / QUARTER
                        : told.maxWaitingBytes;
        return Math.max(bytes, limits.maxTotalBytes());
    }

    private long maxWaitingBytesPerConnection() {
        long bytes =
                told.maxWaitingBytesPerConnection == 0
                        ? maxWaitingBytes() / QUARTER
                        : told.maxWaitingBytesPerConnection;
        return Math.max(bytes, limits.maxTotalBytes());
    }

    private @Nullable ServerTls tls() {
        return told.tls == null
                ? null
                : new ServerTls(told.tls, told.clientAuth, told.handshakeTimeout);
    }

    private Listener listen(EventLoops loops, Dispatcher dispatcher) {
        Listener listener = new Listener(loops, told.maxConnections, settings(), dispatcher);
        try {
            listen(listener);
            return listener;
        } catch (BindException e) {
            listener.closeNow();
            if (told.shared == null) {
                loops.close();
            }
            throw new UncheckedIOException(e);
        }
    }

    private void listen(Listener listener) throws BindException {
        if (told.name != null) {
            listenAs(told.name, listener);
        }
        if (told.address != null || told.name == null) {
            listenAt(
                    told.address == null ? new InetSocketAddress(DEFAULT_PORT) : told.address,
                    listener);
        }
    }

    private static void listenAt(InetSocketAddress address, Listener listener)
            throws BindException {
        try {
            listener.listen(address);
        } catch (Exception e) {
            throw unbound(
                    "cannot listen on "
                            + address
                            + ": "
                            + e.getMessage()
                            + " (expected: a free port; is another server running?)",
                    e);
        }
    }

    private static void listenAs(String name, Listener listener) throws BindException {
        try {
            listener.listen(name);
        } catch (Exception e) {
            throw unbound(
                    "the in-process name '"
                            + name
                            + "' is in use by another server of this JVM (expected: a free one; its"
                            + " letters' case makes no difference)",
                    e);
        }
    }

    private static BindException unbound(String message, Exception cause) {
        BindException unbound = new BindException(message);
        unbound.initCause(cause);
        return unbound;
    }
}
