package io.harrier.rpc.client;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.cluster.Balancer;
import io.harrier.rpc.cluster.Discovery;
import io.harrier.rpc.concurrent.Require;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.harrier.rpc.transport.Tls;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what a client needs. Not for several threads. */
public final class RpcClientBuilder {
    /** Until another is told. */
    static final Function<Invocation, @Nullable Object> NO_KEY = call -> null;

    // What was told, for the assembly.
    final MiddlewareList middleware = new MiddlewareList();
    final Map<String, Duration> methodTimeouts = new HashMap<>();
    final Set<String> idempotent = new HashSet<>();
    final String target;
    String name = "";
    String caller = "";
    String service = "";
    FrameForm form = FrameForm.TTHEADER_FRAMED;
    ProtocolKind protocol = ProtocolKind.BINARY;
    boolean multiplexedNames;
    boolean checksum;
    Duration timeout = Duration.ofSeconds(5);
    Duration connectTimeout = Duration.ofSeconds(1);
    boolean connectTimeoutTold;
    @Nullable Supplier<Tls> tls;
    String serverName = "";
    Duration handshakeTimeout = Duration.ofSeconds(10);
    ConnectionSettings connections = ConnectionSettings.DEFAULT;
    int maxHeaderBytes = FrameLimits.DEFAULT.maxHeaderBytes();
    int maxFrameBytes = FrameLimits.DEFAULT.maxFrameBytes();
    IoKind io = IoKind.AUTO;
    int eventLoops = 1;
    @Nullable EventLoops shared;
    @Nullable Tracing tracing;
    @Nullable Rules rules;
    @Nullable Discovery discovery;
    Balancer balancer = LoadBalancing.TWO_CHOICES.balancer();
    Function<Invocation, ? extends @Nullable Object> hashKey = NO_KEY;

    RpcClientBuilder(String target) {
        this.target = target;
    }

    /** Name of the called service for the peer's routing and logs; not the name in the IDL. */
    public RpcClientBuilder name(String toService) {
        name = toService;
        return this;
    }

    /** Name of this application, which peers see as the caller. */
    public RpcClientBuilder caller(String fromService) {
        caller = fromService;
        return this;
    }

    /** The service's name in the peer's IDL, if it is not that of the proxy's type. */
    public RpcClientBuilder service(String idlName) {
        service = idlName;
        return this;
    }

    /**
     * How messages are wrapped: {@link FrameForm#TTHEADER_FRAMED} if nothing is said; Apache
     * Thrift's peers want another.
     */
    public RpcClientBuilder form(FrameForm frameForm) {
        form = frameForm;
        return this;
    }

    /**
     * How messages are written: {@link ProtocolKind#BINARY} if nothing is said, which is the one of
     * Thrift's that stock Kitex understands.
     */
    public RpcClientBuilder protocol(ProtocolKind kind) {
        protocol = kind;
        return this;
    }

    /**
     * Changes how connections to hosts are kept.
     *
     * @param change of what was said before; {@link ConnectionSettings#DEFAULT} if nothing was
     */
    public RpcClientBuilder connections(UnaryOperator<ConnectionSettings> change) {
        connections = change.apply(connections);
        return this;
    }

    /**
     * Calls methods as {@code Service:method}, for servers that have several services behind
     * Apache's multiplexed processor.
     */
    public RpcClientBuilder multiplexedNames(boolean multiplexed) {
        multiplexedNames = multiplexed;
        return this;
    }

    /** Sends a CRC-32C of each payload in the TTHeader, which peers check if they know it. */
    public RpcClientBuilder checksum(boolean send) {
        checksum = send;
        return this;
    }

    /** The whole time of a call; 5 s if nothing is said. */
    public RpcClientBuilder timeout(Duration wholeCall) {
        timeout = Require.positive("timeout", wholeCall);
        return this;
    }

    /** The whole time of a call of one method. */
    public RpcClientBuilder timeout(String method, Duration wholeCall) {
        methodTimeouts.put(method, Require.positive("timeout of " + method, wholeCall));
        return this;
    }

    /** The time to open a connection, within the call's; 1 s if nothing is said. */
    public RpcClientBuilder connectTimeout(Duration time) {
        connectTimeout = Require.positive("connectTimeout", time);
        connectTimeoutTold = true;
        return this;
    }

    /** Speaks TLS. Servers' certificates must be for the names they are called by. */
    public RpcClientBuilder tls(Tls always) {
        return tls(() -> always);
    }

    /**
     * As {@link #tls(Tls)}.
     *
     * @param current asked anew for each connection, so that new ones take a new certificate
     */
    public RpcClientBuilder tls(Supplier<Tls> current) {
        tls = current;
        return this;
    }

    /** The name that servers' certificates are for, if it is not the one they are called by. */
    public RpcClientBuilder serverName(String name) {
        serverName = name;
        return this;
    }

    /** How long a TLS handshake may take, within the call's time; 10 s if nothing is said. */
    public RpcClientBuilder handshakeTimeout(Duration time) {
        handshakeTimeout = Require.positive("handshakeTimeout", time);
        return this;
    }

    /** The longest TTHeader that is read; 65,536 bytes if nothing is said, at most 262,140. */
    public RpcClientBuilder maxHeaderBytes(int bytes) {
        maxHeaderBytes = Require.between(4, 262_140, "maxHeaderBytes", bytes);
        return this;
    }

    /** The longest message, both ways; 16,384,000 bytes if nothing is said. */
    public RpcClientBuilder maxFrameBytes(int bytes) {
        maxFrameBytes = Require.positive("maxFrameBytes", bytes);
        return this;
    }

    /** Traces and counts calls; their ids need a form with a header to travel. */
    public RpcClientBuilder tracing(Tracing by) {
        tracing = by;
        return this;
    }

    /** What operators may say of single methods while calls are made; others may share them. */
    public RpcClientBuilder rules(Rules byApplication) {
        rules = byApplication;
        return this;
    }

    /** Adds a middleware inside those that were added before. */
    public RpcClientBuilder middleware(Middleware added) {
        middleware.add(added);
        return this;
    }

    /**
     * Adds a middleware under a name, by which it can be replaced or removed at run time.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public RpcClientBuilder middleware(String called, Middleware added) {
        middleware.add(called, added);
        return this;
    }

    public RpcClientBuilder io(IoKind kind) {
        io = kind;
        return this;
    }

    /** Threads that read and write; one if nothing is said. */
    public RpcClientBuilder eventLoops(int count) {
        eventLoops = Require.positive("eventLoops", count);
        return this;
    }

    /** Uses loops that others use too; the client does not close them. */
    public RpcClientBuilder eventLoops(EventLoops loops) {
        shared = loops;
        return this;
    }

    /** Where the hosts come from, in place of the target, which then is a name for messages. */
    public RpcClientBuilder discovery(Discovery source) {
        discovery = source;
        return this;
    }

    /** How calls are spread over the hosts; by two random choices if nothing is said. */
    public RpcClientBuilder loadBalancing(LoadBalancing kind) {
        return balancer(kind.balancer());
    }

    /** Spreads calls by a rule of your own. */
    public RpcClientBuilder balancer(Balancer rule) {
        balancer = rule;
        return this;
    }

    /**
     * What {@link LoadBalancing#CONSISTENT_HASH} binds a call to a host by, given by a function
     * that must not block. Calls for which it gives null go to any host.
     *
     * <p>A key is a {@code byte[]}, or what is readable of a {@code ByteBuffer} or {@code ByteBuf},
     * whose positions stay; the latter is not released before the call ends. Anything else is its
     * text, which has to be the same whenever the key is: of other arrays, and of classes without
     * {@code toString}, it is not.
     *
     * <pre>{@code
     * builder.loadBalancing(CONSISTENT_HASH).hashKey(call -> call.arguments()[0])
     * }</pre>
     */
    public RpcClientBuilder hashKey(Function<Invocation, ? extends @Nullable Object> key) {
        hashKey = key;
        return this;
    }

    /**
     * The same by a value of the metadata that the call takes along, transient or persistent; it is
     * the key of this name.
     */
    public RpcClientBuilder hashKey(String metadata) {
        return hashKey(call -> call.context().outgoingValue(metadata));
    }

    /**
     * Methods, by their names on the wire, that do no more when they run twice: they are tried on
     * another host when their connection is lost. So are those that their interface or IDL says so
     * of.
     */
    public RpcClientBuilder idempotent(String... methods) {
        idempotent.addAll(List.of(methods));
        return this;
    }

    /**
     * @throws IllegalArgumentException if the target is not of a known form, or hashing has nothing
     *     to hash, or what was said of connections does not go together
     */
    public RpcClient build() {
        return new ClientAssembly(this).client();
    }
}
