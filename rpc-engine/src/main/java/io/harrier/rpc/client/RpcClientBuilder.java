package io.harrier.rpc.client;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareList;
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
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.ClientSettings;
import io.harrier.rpc.transport.ClientTls;
import io.harrier.rpc.transport.Connector;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.InProcess;
import io.harrier.rpc.transport.IoKind;
import io.harrier.rpc.transport.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects what a client needs. Not for several threads. */
public final class RpcClientBuilder {
    /** The frames a client speaks; built in, in one place. */
    private static final FrameCodec CODEC = new ThriftCodec();

    private static final String AUTHORITY = "rpc://";

    private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

    private final MiddlewareList middleware = new MiddlewareList();
    private final Map<String, Duration> methodTimeouts = new HashMap<>();
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

    /**
     * @throws IllegalArgumentException if the target is neither {@code host:port[,host:port]} nor
     *     {@code in-process:name}, or what was said of connections does not go together
     */
    public RpcClient build() {
        PoolSettings pool =
                new PoolSettings(mode, maxConnections, minIdle, idleTimeout, maxAge, eager);
        List<String> hosts = hosts(target);
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
                        connectTimeout,
                        connectTimeoutTold,
                        maxFrameBytes,
                        tracing);
        ClientSettings settings =
                new ClientSettings(
                        CODEC,
                        new FrameLimits(maxFrameBytes, maxHeaderBytes, false),
                        offersMultiplexing(),
                        connectTimeout,
                        pingInterval,
                        pingTimeout,
                        Ticker.SYSTEM,
                        tls == null ? null : new ClientTls(tls, serverName, handshakeTimeout));
        EventLoops loops = shared == null ? EventLoops.open(io, eventLoops, "rpc-client") : shared;
        List<ConnectionPool> pools =
                hosts.stream()
                        .map(each -> connector(each, loops, settings))
                        .<ConnectionPool>map(
                                connector ->
                                        new HostPool(
                                                        connector,
                                                        pool,
                                                        Ticker.SYSTEM,
                                                        RANDOM,
                                                        loops.group())
                                                .start())
                        .toList();
        return new RpcClient(
                options, new HostSet<>(pools), loops, shared == null, middleware.copy(), target);
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

    private static Connector connector(String host, EventLoops loops, ClientSettings settings) {
        if (host.startsWith(InProcess.SCHEME)) {
            return Connector.inProcess(loops, inProcessName(host), settings);
        }
        URI address = URI.create(AUTHORITY + host);
        return new Connector(loops, name(address), address.getPort(), settings);
    }

    private static String name(URI address) {
        String host = address.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static List<String> hosts(String target) {
        return Arrays.stream(target.split(",", -1))
                .map(String::strip)
                .map(host -> requireHost(host, target))
                .toList();
    }

    private static String requireHost(String host, String target) {
        if (host.startsWith(InProcess.SCHEME)) {
            InProcess.requireName(inProcessName(host));
            return host;
        }
        try {
            URI address = new URI(AUTHORITY + host);
            if (address.getHost() != null && address.getPort() > 0 && address.getPort() < 65_536) {
                return host;
            }
            throw new IllegalArgumentException(
                    "target: " + target + " (expected: host:port, with a port of 1..65535)");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "target: " + target + " (expected: host:port[,host:port])", e);
        }
    }

    private static String inProcessName(String host) {
        return host.substring(InProcess.SCHEME.length());
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
