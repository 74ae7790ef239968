package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.server.HandlerThreads;
import io.harrier.rpc.server.ReflectionAccess;
import io.harrier.rpc.spring.boot.autoconfigure.ServerResilienceProperties.ConcurrencyLimit;
import io.harrier.rpc.spring.boot.autoconfigure.ServerResilienceProperties.RateLimit;
import io.harrier.rpc.transport.ClientAuth;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/** What an application may say under {@code rpc.server}; what is null is left to the engine. */
@ConfigurationProperties("rpc.server")
final class RpcServerProperties {
    /** Port the server listens on; 0 for any free one, -1 for none. */
    private int port = 8888;

    /** Network address the server listens on; all of this machine's if not set. */
    private @Nullable InetAddress address;

    /** Name that clients of the same JVM reach the server by, as 'in-process:name'. */
    private @Nullable String inProcessName;

    /**
     * Threads that handlers run on. With 'auto' they are virtual where the JDK has them, unless
     * 'spring.threads.virtual.enabled' is false.
     */
    private HandlerThreads executor = HandlerThreads.AUTO;

    /** Threads of the pool, where handlers run on one; 200 if not set. */
    private @Nullable Integer poolSize;

    /** Longest message, both ways; at most 64MB. */
    private DataSize maxMessageSize = DataSize.ofBytes(16_384_000);

    /** Longest TTHeader that is read; at most 262140B. */
    private DataSize maxHeaderSize = DataSize.ofKilobytes(64);

    /** Connections above this number are closed at once. */
    private int maxConnections = 65_536;

    /** Calls in handlers above this number are refused, as safe to retry. */
    private int maxConcurrency = 10_000;

    /**
     * Requests that may wait to be read, or are lent to handlers, in bytes, of all connections
     * together; those above are refused, as safe to retry. A quarter of the heap if not set.
     */
    private @Nullable DataSize maxWaitingSize;

    /**
     * Requests of one connection that may wait to be read, or are lent to handlers, in bytes; above
     * it the connection is read no further. A quarter of what all may have if not set.
     */
    private @Nullable DataSize maxWaitingSizePerConnection;

    /** Silence after which a connection without calls is closed. */
    private Duration idleTimeout = Duration.ofMinutes(10);

    /**
     * Who may ask for the schemas of the services, as callers without classes do: nobody, callers
     * on the same machine, or all.
     */
    private ReflectionAccess reflection = ReflectionAccess.LOOPBACK;

    private final Ssl ssl = new Ssl();

    /** Whether to log a line for each call, without its payload. */
    private boolean logCalls;

    @NestedConfigurationProperty private final RateLimit rateLimit = new RateLimit();

    @NestedConfigurationProperty
    private final ConcurrencyLimit concurrencyLimit = new ConcurrencyLimit();

    private final Shutdown shutdown = new Shutdown();

    public int getPort() {
        return port;
    }

    public void setPort(int port) {
        this.port = port;
    }

    public @Nullable InetAddress getAddress() {
        return address;
    }

    public void setAddress(@Nullable InetAddress address) {
        this.address = address;
    }

    public @Nullable String getInProcessName() {
        return inProcessName;
    }

    public void setInProcessName(@Nullable String inProcessName) {
        this.inProcessName = inProcessName;
    }

    public HandlerThreads getExecutor() {
        return executor;
    }

    public void setExecutor(HandlerThreads executor) {
        this.executor = executor;
    }

    public @Nullable Integer getPoolSize() {
        return poolSize;
    }

    public void setPoolSize(@Nullable Integer poolSize) {
        this.poolSize = poolSize;
    }

    public DataSize getMaxMessageSize() {
        return maxMessageSize;
    }

    public void setMaxMessageSize(DataSize maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public DataSize getMaxHeaderSize() {
        return maxHeaderSize;
    }

    public void setMaxHeaderSize(DataSize maxHeaderSize) {
        this.maxHeaderSize = maxHeaderSize;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public int getMaxConcurrency() {
        return maxConcurrency;
    }

    public void setMaxConcurrency(int maxConcurrency) {
        this.maxConcurrency = maxConcurrency;
    }

    public @Nullable DataSize getMaxWaitingSize() {
        return maxWaitingSize;
    }

    public void setMaxWaitingSize(@Nullable DataSize maxWaitingSize) {
        this.maxWaitingSize = maxWaitingSize;
    }

    public @Nullable DataSize getMaxWaitingSizePerConnection() {
        return maxWaitingSizePerConnection;
    }

    public void setMaxWaitingSizePerConnection(@Nullable DataSize maxWaitingSizePerConnection) {
        this.maxWaitingSizePerConnection = maxWaitingSizePerConnection;
    }

    public Duration getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public ReflectionAccess getReflection() {
        return reflection;
    }

    public void setReflection(ReflectionAccess reflection) {
        this.reflection = reflection;
    }

    public Ssl getSsl() {
        return ssl;
    }

    public boolean isLogCalls() {
        return logCalls;
    }

    public void setLogCalls(boolean logCalls) {
        this.logCalls = logCalls;
    }

    public RateLimit getRateLimit() {
        return rateLimit;
    }

    public ConcurrencyLimit getConcurrencyLimit() {
        return concurrencyLimit;
    }

    public Shutdown getShutdown() {
        return shutdown;
    }

    /** How the server encrypts. */
    static final class Ssl {
        /** Whether to speak TLS, and nothing else; if a bundle is named, unless set otherwise. */
        private @Nullable Boolean enabled;

        /** SSL bundle that has the server's key, and the authorities of its clients. */
        private @Nullable String bundle;

        /** Whether clients must show a certificate that is trusted. */
        private ClientAuth clientAuth = ClientAuth.NONE;

        public @Nullable Boolean getEnabled() {
            return enabled;
        }

        public void setEnabled(@Nullable Boolean enabled) {
            this.enabled = enabled;
        }

        public @Nullable String getBundle() {
            return bundle;
        }

        public void setBundle(@Nullable String bundle) {
            this.bundle = bundle;
        }

        public ClientAuth getClientAuth() {
            return clientAuth;
        }

        public void setClientAuth(ClientAuth clientAuth) {
            this.clientAuth = clientAuth;
        }
    }

    /** How the server stops. */
    static final class Shutdown {
        /**
         * Time that calls in handlers have to end; not longer than
         * 'spring.lifecycle.timeout-per-shutdown-phase', less the delay before it.
         */
        private Duration gracePeriod = Duration.ofSeconds(30);

        /**
         * Time between the application's telling that it takes no more traffic, and its taking
         * none: load balancers learn of it meanwhile.
         */
        private Duration drainDelay = Duration.ofSeconds(0);

        public Duration getGracePeriod() {
            return gracePeriod;
        }

        public void setGracePeriod(Duration gracePeriod) {
            this.gracePeriod = gracePeriod;
        }

        public Duration getDrainDelay() {
            return drainDelay;
        }

        public void setDrainDelay(Duration drainDelay) {
            this.drainDelay = drainDelay;
        }
    }
}
