package io.harrier.rpc.client;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.cluster.Balancer;
import io.harrier.rpc.cluster.Discovery;
import io.harrier.rpc.cluster.HostAddress;
import io.harrier.rpc.cluster.HostSet;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.frame.FrameCodec;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.Protocols;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.pool.ConnectionPool;
import io.harrier.rpc.pool.HostPool;
import io.harrier.rpc.pool.PoolSettings;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.ClientSettings;
import io.harrier.rpc.transport.ClientTls;
import io.harrier.rpc.transport.Connector;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.harrier.rpc.transport.Tls;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects what a client needs. Not for several threads. */
public final class RpcClientBuilder {
    /** The frames a client speaks; built in, in one place. */
    private static final FrameCodec CODEC = new ThriftCodec();

    private static final Function<Invocation, @Nullable Object> NO_KEY = call -> null;

    private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

    private final MiddlewareList middleware = new MiddlewareList();
    private final Map<String, Duration> methodTimeouts = new HashMap<>();
    private final Set<String> idempotent = new HashSet<>();
    private final String target;
    private String name = "";
    private String caller = "";
    private String service = "";
    private FrameForm form = FrameForm.TTHEADER_FRAMED;
    private ProtocolKind protocol = ProtocolKind.BINARY;
    private ConnectionMode mode = PoolSettings.DEFAULT.mode();
    private boolean multiplexedNames;
    private boolean checksum;
    private Duration timeout = Duration.ofSeconds(5);
    private Duration connectTimeout = Duration.ofSeconds(1);
    private boolean connectTimeoutTold;
    private @Nullable Supplier<Tls> tls;
    private String serverName = "";
    private Duration handshakeTimeout = Duration.ofSeconds(10);
    private Duration pingInterval = Duration.ofSeconds(30);
    private Duration pingTimeout = Duration.ofSeconds(5);
    private int maxConnections = PoolSettings.DEFAULT.max();
    private int minIdle = PoolSettings.DEFAULT.minIdle();
    private Duration idleTimeout = PoolSettings.DEFAULT.idleTimeout();
    private Duration maxAge = PoolSettings.DEFAULT.maxAge();
    private boolean eager = PoolSettings.DEFAULT.eager();
    private int maxHeaderBytes = FrameLimits.DEFAULT.maxHeaderBytes();
    private int maxFrameBytes = FrameLimits.DEFAULT.maxFrameBytes();
    private IoKind io = IoKind.AUTO;
    private int eventLoops = 1;
    private @Nullable EventLoops shared;
    private @Nullable Tracing tracing;
    private @Nullable Rules rules;
    private @Nullable Discovery discovery;
    private Balancer balancer = LoadBalancing.TWO_CHOICES.balancer();
    private Function<Invocation, ? extends @Nullable Object> hashKey = NO_KEY;

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
     * How calls share connections: {@link ConnectionMode#AUTO} if nothing is said. With {@link
     * ConnectionMode#MULTIPLEXED} the form must have a header.
     */
    public RpcClientBuilder connectionMode(ConnectionMode connectionMode) {
        mode = connectionMode;
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
        timeout = positive("timeout", wholeCall);
        return this;
    }

    /** The whole time of a call of one method. */
    public RpcClientBuilder timeout(String method, Duration wholeCall) {
        methodTimeouts.put(method, positive("timeout of " + method, wholeCall));
        return this;
    }

    /** The time to open a connection, within the call's; 1 s if nothing is said. */
    public RpcClientBuilder connectTimeout(Duration time) {
        connectTimeout = positive("connectTimeout", time);
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
        handshakeTimeout = positive("handshakeTimeout", time);
        return this;
    }

    /**
     * Probes a silent multiplexed connection after the first time, and gives it up after the
     * second; 30 s and 5 s.
     */
    public RpcClientBuilder ping(Duration interval, Duration patience) {
        pingInterval = positive("ping interval", interval);
        pingTimeout = positive("ping timeout", patience);
        return this;
    }

    /**
     * Connections to a host at most; 64 if nothing is said. Of shared ones a second is opened only
     * once the first has hundreds of calls.
     */
    public RpcClientBuilder maxConnections(int connections) {
        maxConnections = positive("maxConnections", connections);
        return this;
    }

    /**
     * Idle connections to a host that are kept open, and opened anew when they are lost; none if
     * nothing is said. To a host that shares, one is kept if this is not zero.
     */
    public RpcClientBuilder minIdleConnections(int connections) {
        minIdle = notNegative("minIdleConnections", connections);
        return this;
    }

    /** Idleness after which a connection is closed; a minute if nothing is said, zero for never. */
    public RpcClientBuilder connectionIdleTimeout(Duration time) {
        idleTimeout = notNegative("connectionIdleTimeout", time);
        return this;
    }

    /**
     * Age, give or take a tenth, after which a connection is replaced, once its calls have ended;
     * zero, which is for never, if nothing is said.
     */
    public RpcClientBuilder connectionMaxAge(Duration time) {
        maxAge = notNegative("connectionMaxAge", time);
        return this;
    }

    /**
     * Whether the first connections, one at least, are opened when the client is built: nobody
     * waits for them, and a host that is down fails nothing. Not if nothing is said.
     */
    public RpcClientBuilder eagerConnections(boolean open) {
        eager = open;
        return this;
    }

    /** The longest TTHeader that is read; 65,536 bytes if nothing is said, at most 262,140. */
    public RpcClientBuilder maxHeaderBytes(int bytes) {
        if (bytes < 4 || bytes > 262_140) {
            throw new IllegalArgumentException(
                    "maxHeaderBytes: " + bytes + " (expected: 4..262140)");
        }
        maxHeaderBytes = bytes;
        return this;
    }

    /** The longest message, both ways; 16,384,000 bytes if nothing is said. */
    public RpcClientBuilder maxFrameBytes(int bytes) {
        maxFrameBytes = positive("maxFrameBytes", bytes);
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
        eventLoops = positive("eventLoops", count);
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
     * What {@link LoadBalancing#CONSISTENT_HASH} binds a call to a host by: the text of what the
     * function gives, which must not block. Calls for which it gives null go to any host.
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
        Discovery source = discovery == null ? Target.discovery(target) : discovery;
        requireHashKey();
        PoolSettings pool =
                new PoolSettings(mode, maxConnections, minIdle, idleTimeout, maxAge, eager);
        ClientOptions options =
                new ClientOptions(
                        name,
                        caller,
                        service,
                        form,
                        Protocols.of(protocol),
                        multiplexedNames,
                        checksum,
                        timeout,
                        Map.copyOf(methodTimeouts),
                        Set.copyOf(idempotent),
                        connectTimeout,
                        connectTimeoutTold,
                        maxFrameBytes,
                        tracing,
                        rules);
        ClientSettings settings =
                new ClientSettings(
                        CODEC,
                        new FrameLimits(maxFrameBytes, maxHeaderBytes, false),
                        offersMultiplexing(),
                        connectTimeout,
                        pingInterval,
                        pingTimeout,
                        Ticker.SYSTEM,
                        tls == null ? null : new ClientTls(tls, serverName(), handshakeTimeout));
        EventLoops loops = shared == null ? EventLoops.open(io, eventLoops, "rpc-client") : shared;
        HostSet<ConnectionPool> hosts = hosts(loops, settings, pool);
        RemoteInvoker remote =
                new RemoteInvoker(
                        hosts,
                        loops.group(),
                        Ticker.SYSTEM,
                        RANDOM::nextLong,
                        options,
                        hashKey,
                        target);
        return new RpcClient(
                options,
                hosts,
                source.watch(hosts),
                loops,
                shared == null,
                remote,
                middleware.copy());
    }

    private boolean offersMultiplexing() {
        if (mode == ConnectionMode.MULTIPLEXED && !form.hasHeader()) {
            throw new IllegalArgumentException(
                    "connection mode MULTIPLEXED with form "
                            + form
                            + " (expected: a form with a TTHeader, or another mode)");
        }
        boolean isSharing = mode == ConnectionMode.AUTO || mode == ConnectionMode.MULTIPLEXED;
        return isSharing && form.hasHeader();
    }

    private HostSet<ConnectionPool> hosts(
            EventLoops loops, ClientSettings settings, PoolSettings pool) {
        return new HostSet<>(
                target,
                host ->
                        new HostPool(
                                        connector(host, loops, settings),
                                        pool,
                                        Ticker.SYSTEM,
                                        RANDOM,
                                        loops.group())
                                .start(),
                ConnectionPool::close,
                balancer,
                Ticker.SYSTEM,
                RANDOM::nextLong);
    }

    private static Connector connector(
            HostAddress host, EventLoops loops, ClientSettings settings) {
        return host.isInProcess()
                ? Connector.inProcess(loops, host.host(), settings)
                : new Connector(loops, host.host(), host.port(), settings);
    }

    /** The addresses that a name stands for have certificates for the name. */
    private String serverName() {
        return serverName.isEmpty() && discovery == null ? Target.dnsName(target) : serverName;
    }

    private void requireHashKey() {
        if (balancer == LoadBalancing.CONSISTENT_HASH.balancer() && hashKey == NO_KEY) {
            throw new IllegalArgumentException(
                    "load balancing by consistent hash without a key (expected: hashKey, to say what"
                            + " binds a call to a host)");
        }
    }

    private static int positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: 1 or more)");
        }
        return value;
    }

    private static int notNegative(String what, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: 0 or more)");
        }
        return value;
    }

    private static Duration notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    what + ": " + value + " (expected: more than zero, or zero for never)");
        }
        return value;
    }

    private static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: more than zero)");
        }
        return value;
    }
}
