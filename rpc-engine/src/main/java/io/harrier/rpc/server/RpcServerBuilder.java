package io.harrier.rpc.server;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.concurrent.Require;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.generic.JsonOptions;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.ClientAuth;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.InProcess;
import io.harrier.rpc.transport.IoKind;
import io.harrier.rpc.transport.Tls;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what a server needs. Not for several threads. */
public final class RpcServerBuilder {
    // What was told, for the assembly.
    final List<List<HandlerMethod>> handlers = new ArrayList<>();
    final MiddlewareList middleware = new MiddlewareList();
    @Nullable RawHandler unknown;
    @Nullable InetSocketAddress address;
    @Nullable String name;
    @Nullable Supplier<Tls> tls;
    ClientAuth clientAuth = ClientAuth.NONE;
    Duration handshakeTimeout = Duration.ofSeconds(10);
    HandlerThreads threads = HandlerThreads.AUTO;
    int poolThreads = 200;
    ReflectionAccess reflection = ReflectionAccess.LOOPBACK;
    IoKind io = IoKind.AUTO;
    int eventLoops = Runtime.getRuntime().availableProcessors();
    @Nullable EventLoops shared;
    @Nullable Tracing tracing;
    @Nullable Rules rules;
    Duration grace = Duration.ofSeconds(30);
    Duration idleTimeout = Duration.ofMinutes(10);
    Duration stallTimeout = Duration.ofSeconds(10);
    int maxHeaderBytes = FrameLimits.DEFAULT.maxHeaderBytes();
    int maxFrameBytes = FrameLimits.DEFAULT.maxFrameBytes();
    int maxConnections = 65_536;
    int maxCalls = 10_000;
    long maxWaitingBytes;
    long maxWaitingBytesPerConnection;
    boolean lenient;

    RpcServerBuilder() {}

    /**
     * Listens on this port of all interfaces, any free one for 0. If neither an address nor an
     * in-process name is said, it is 8888.
     */
    public RpcServerBuilder port(int port) {
        address = new InetSocketAddress(requirePort(port));
        return this;
    }

    public RpcServerBuilder address(String host, int port) {
        address = new InetSocketAddress(host, requirePort(port));
        return this;
    }

    /**
     * Takes a name in this JVM: clients here call {@code in-process:name}. No port is opened for
     * it, but for one that is asked for besides.
     *
     * @throws IllegalArgumentException if it is empty, or has a comma or a space
     */
    public RpcServerBuilder inProcess(String inProcessName) {
        name = InProcess.requireName(inProcessName);
        return this;
    }

    /** Speaks TLS only, on the port as under the in-process name. */
    public RpcServerBuilder tls(Tls always) {
        return tls(() -> always);
    }

    /**
     * As {@link #tls(Tls)}.
     *
     * @param current asked anew for each connection, on its event loop, so that new ones take a new
     *     certificate
     */
    public RpcServerBuilder tls(Supplier<Tls> current) {
        tls = current;
        return this;
    }

    /** Whether clients must have certificates, with TLS; no if nothing is said. */
    public RpcServerBuilder clientAuth(ClientAuth auth) {
        clientAuth = auth;
        return this;
    }

    /** How long a TLS handshake may take; 10 s if nothing is said. */
    public RpcServerBuilder handshakeTimeout(Duration timeout) {
        handshakeTimeout = Require.positive("handshakeTimeout", timeout);
        return this;
    }

    /**
     * Serves what this handler implements.
     *
     * @param handler implements exactly one service interface; called by many threads at once
     * @throws IllegalArgumentException if it implements none, or several
     */
    public RpcServerBuilder service(Object handler) {
        return service(handler, "");
    }

    /**
     * @param name of the service on the wire; empty for the interface's own
     */
    public RpcServerBuilder service(Object handler, String name) {
        handlers.add(Handlers.of(handler, name));
        return this;
    }

    /**
     * @param type the interface that is served, where the handler implements several
     */
    public RpcServerBuilder service(Object handler, Class<?> type, String name) {
        handlers.add(Handlers.of(handler, type, name));
        return this;
    }

    /**
     * Serves a service that is known by its schema alone.
     *
     * @param handler called by many threads at once
     */
    public RpcServerBuilder generic(ServiceSchema service, GenericHandler handler) {
        handlers.add(GenericHandlers.of(service, handler));
        return this;
    }

    /**
     * Serves a service that is known by its schema alone, in JSON.
     *
     * @param json how values look
     * @param handler called by many threads at once
     */
    public RpcServerBuilder generic(ServiceSchema service, JsonOptions json, JsonHandler handler) {
        handlers.add(GenericHandlers.of(service, json, handler));
        return this;
    }

    /**
     * Answers what no handler serves, in bytes: requests of unknown services and methods.
     *
     * @param handler called by many threads at once
     */
    public RpcServerBuilder unknown(RawHandler handler) {
        unknown = handler;
        return this;
    }

    /** Traces and counts calls. */
    public RpcServerBuilder tracing(Tracing by) {
        tracing = by;
        return this;
    }

    /** What operators may say of single methods while calls are made; others may share them. */
    public RpcServerBuilder rules(Rules byApplication) {
        rules = byApplication;
        return this;
    }

    /** Adds a middleware inside those that were added before. */
    public RpcServerBuilder middleware(Middleware added) {
        middleware.add(added);
        return this;
    }

    /**
     * Adds a middleware under a name, by which it can be replaced or removed at run time.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public RpcServerBuilder middleware(String name, Middleware added) {
        middleware.add(name, added);
        return this;
    }

    public RpcServerBuilder handlerThreads(HandlerThreads handlerThreads) {
        threads = handlerThreads;
        return this;
    }

    /** Threads of the pool, where handlers run on one; 200 if nothing is said. */
    public RpcServerBuilder poolThreads(int count) {
        poolThreads = Require.positive("poolThreads", count);
        return this;
    }

    /**
     * Who may ask for the services' schemas, as callers without classes do; those on the same
     * machine if nothing is said.
     */
    public RpcServerBuilder reflection(ReflectionAccess access) {
        reflection = access;
        return this;
    }

    public RpcServerBuilder io(IoKind kind) {
        io = kind;
        return this;
    }

    /** Threads that read and write; as many as processors if nothing is said. */
    public RpcServerBuilder eventLoops(int count) {
        eventLoops = Require.positive("eventLoops", count);
        return this;
    }

    /** Uses loops that others use too; the server does not close them. */
    public RpcServerBuilder eventLoops(EventLoops loops) {
        shared = loops;
        return this;
    }

    /** How long {@link RpcServer#close()} waits for calls in handlers; 30 s if nothing is said. */
    public RpcServerBuilder gracePeriod(Duration period) {
        grace = Require.notNegative("gracePeriod", period);
        return this;
    }

    /** Silence after which a connection without calls is closed; 10 minutes if nothing is said. */
    public RpcServerBuilder idleTimeout(Duration timeout) {
        idleTimeout = Require.positive("idleTimeout", timeout);
        return this;
    }

    /** How long a peer may take to send a frame, or to take bytes off; 10 s if nothing is said. */
    public RpcServerBuilder stallTimeout(Duration timeout) {
        stallTimeout = Require.positive("stallTimeout", timeout);
        return this;
    }

    /** The longest TTHeader that is read; 65,536 bytes if nothing is said, at most 262,140. */
    public RpcServerBuilder maxHeaderBytes(int bytes) {
        maxHeaderBytes = Require.between(4, 262_140, "maxHeaderBytes", bytes);
        return this;
    }

    /** The longest message, both ways; 16,384,000 bytes if nothing is said, at most 64 MiB. */
    public RpcServerBuilder maxFrameBytes(int bytes) {
        maxFrameBytes = Require.between(1, 64 << 20, "maxFrameBytes", bytes);
        return this;
    }

    /** Connections above this are closed at once; 65,536 if nothing is said. */
    public RpcServerBuilder maxConnections(int connections) {
        maxConnections = Require.positive("maxConnections", connections);
        return this;
    }

    /** Calls in handlers above this are refused; 10,000 if nothing is said. */
    public RpcServerBuilder maxCalls(int calls) {
        maxCalls = Require.positive("maxCalls", calls);
        return this;
    }

    /**
     * Bytes of requests that may wait to be read, or be lent to handlers as {@code ByteBuf}s, of
     * all connections together: requests above this are refused, and nobody is read on. A quarter
     * of the heap if nothing is said; one message of the longest is always let in.
     */
    public RpcServerBuilder maxWaitingBytes(long bytes) {
        maxWaitingBytes = Require.positive("maxWaitingBytes", bytes);
        return this;
    }

    /**
     * The same of one connection, which alone is not read on above this; a quarter of all if
     * nothing is said, and never less than one message of the longest. Requests of less than 16 KiB
     * do not count.
     */
    public RpcServerBuilder maxWaitingBytesPerConnection(long bytes) {
        maxWaitingBytesPerConnection = Require.positive("maxWaitingBytesPerConnection", bytes);
        return this;
    }

    /**
     * Also accepts the old form of Thrift binary that has no version, as very old peers send it.
     */
    public RpcServerBuilder acceptNonStrict(boolean accept) {
        lenient = accept;
        return this;
    }

    /**
     * Opens the port, and takes the name.
     *
     * @throws IllegalArgumentException if two handlers serve the same name
     * @throws UncheckedIOException if the address cannot be bound, or another server has the name
     */
    public RpcServer start() {
        return new ServerAssembly(this).started();
    }

    private static int requirePort(int port) {
        return Require.between(0, 65_535, "port", port);
    }
}
