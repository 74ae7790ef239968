package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.LoadBalancing;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.spring.boot.autoconfigure.ClientResilienceProperties.CircuitBreaker;
import io.harrier.rpc.spring.boot.autoconfigure.ClientResilienceProperties.RetryCalls;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * What an application may say under {@code rpc.client.<name>}; what it does not say, nor under
 * {@code rpc.client.default}, is null and left to the engine.
 *
 * <p>That is a pure map: a key beside the names would be a client of that name. Its metadata is
 * written by hand, in {@code additional-spring-configuration-metadata.json}.
 */
final class RpcClientProperties {
    private @Nullable String target;
    private @Nullable String service;
    private @Nullable FrameForm protocol;
    private @Nullable ProtocolKind serialization;
    private @Nullable Resource idl;
    private @Nullable Duration timeout;
    private @Nullable Duration connectTimeout;
    private @Nullable DataSize maxMessageSize;
    private @Nullable DataSize maxHeaderSize;
    private @Nullable LoadBalancing loadBalancer;
    private @Nullable String hashKey;
    private final Map<String, Method> method = new LinkedHashMap<>();
    private final Connection connection = new Connection();
    private final Ssl ssl = new Ssl();
    private @Nullable Boolean logCalls;
    private final RetryCalls retry = new RetryCalls();
    private final CircuitBreaker circuitBreaker = new CircuitBreaker();

    public @Nullable String getTarget() {
        return target;
    }

    public void setTarget(@Nullable String target) {
        this.target = target;
    }

    public @Nullable String getService() {
        return service;
    }

    public void setService(@Nullable String service) {
        this.service = service;
    }

    public @Nullable FrameForm getProtocol() {
        return protocol;
    }

    public void setProtocol(@Nullable FrameForm protocol) {
        this.protocol = protocol;
    }

    public @Nullable ProtocolKind getSerialization() {
        return serialization;
    }

    public void setSerialization(@Nullable ProtocolKind serialization) {
        this.serialization = serialization;
    }

    public @Nullable Resource getIdl() {
        return idl;
    }

    public void setIdl(@Nullable Resource idl) {
        this.idl = idl;
    }

    public @Nullable Duration getTimeout() {
        return timeout;
    }

    public void setTimeout(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    public @Nullable Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(@Nullable Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public @Nullable DataSize getMaxMessageSize() {
        return maxMessageSize;
    }

    public void setMaxMessageSize(@Nullable DataSize maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public @Nullable DataSize getMaxHeaderSize() {
        return maxHeaderSize;
    }

    public void setMaxHeaderSize(@Nullable DataSize maxHeaderSize) {
        this.maxHeaderSize = maxHeaderSize;
    }

    public @Nullable LoadBalancing getLoadBalancer() {
        return loadBalancer;
    }

    public void setLoadBalancer(@Nullable LoadBalancing loadBalancer) {
        this.loadBalancer = loadBalancer;
    }

    public @Nullable String getHashKey() {
        return hashKey;
    }

    public void setHashKey(@Nullable String hashKey) {
        this.hashKey = hashKey;
    }

    public Map<String, Method> getMethod() {
        return method;
    }

    public Connection getConnection() {
        return connection;
    }

    public Ssl getSsl() {
        return ssl;
    }

    public @Nullable Boolean getLogCalls() {
        return logCalls;
    }

    public void setLogCalls(@Nullable Boolean logCalls) {
        this.logCalls = logCalls;
    }

    public RetryCalls getRetry() {
        return retry;
    }

    public CircuitBreaker getCircuitBreaker() {
        return circuitBreaker;
    }

    /** Of one method, by its name on the wire. */
    static final class Method {
        private @Nullable Duration timeout;
        private @Nullable Boolean idempotent;
        private final ClientResilienceProperties.RetryAttempts retry =
                new ClientResilienceProperties.RetryAttempts();
        private final ClientResilienceProperties.CircuitBreaker circuitBreaker =
                new ClientResilienceProperties.CircuitBreaker();

        public ClientResilienceProperties.RetryAttempts getRetry() {
            return retry;
        }

        public ClientResilienceProperties.CircuitBreaker getCircuitBreaker() {
            return circuitBreaker;
        }

        public @Nullable Boolean getIdempotent() {
            return idempotent;
        }

        public void setIdempotent(@Nullable Boolean idempotent) {
            this.idempotent = idempotent;
        }

        public @Nullable Duration getTimeout() {
            return timeout;
        }

        public void setTimeout(@Nullable Duration timeout) {
            this.timeout = timeout;
        }
    }

    static final class Ssl {
        private @Nullable Boolean enabled;
        private @Nullable String bundle;
        private @Nullable String serverName;

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

        public @Nullable String getServerName() {
            return serverName;
        }

        public void setServerName(@Nullable String serverName) {
            this.serverName = serverName;
        }
    }

    static final class Connection {
        private @Nullable ConnectionMode mode;
        private @Nullable Integer max;
        private @Nullable Integer maxTotal;
        private @Nullable Integer minIdle;
        private @Nullable Duration idleTimeout;
        private @Nullable Duration maxAge;
        private @Nullable Boolean eager;
        private @Nullable Duration pingInterval;
        private @Nullable Duration pingTimeout;

        public @Nullable ConnectionMode getMode() {
            return mode;
        }

        public void setMode(@Nullable ConnectionMode mode) {
            this.mode = mode;
        }

        public @Nullable Integer getMax() {
            return max;
        }

        public void setMax(@Nullable Integer max) {
            this.max = max;
        }

        public @Nullable Integer getMaxTotal() {
            return maxTotal;
        }

        public void setMaxTotal(@Nullable Integer maxTotal) {
            this.maxTotal = maxTotal;
        }

        public @Nullable Integer getMinIdle() {
            return minIdle;
        }

        public void setMinIdle(@Nullable Integer minIdle) {
            this.minIdle = minIdle;
        }

        public @Nullable Duration getIdleTimeout() {
            return idleTimeout;
        }

        public void setIdleTimeout(@Nullable Duration idleTimeout) {
            this.idleTimeout = idleTimeout;
        }

        public @Nullable Duration getMaxAge() {
            return maxAge;
        }

        public void setMaxAge(@Nullable Duration maxAge) {
            this.maxAge = maxAge;
        }

        public @Nullable Boolean getEager() {
            return eager;
        }

        public void setEager(@Nullable Boolean eager) {
            this.eager = eager;
        }

        public @Nullable Duration getPingInterval() {
            return pingInterval;
        }

        public void setPingInterval(@Nullable Duration pingInterval) {
            this.pingInterval = pingInterval;
        }

        public @Nullable Duration getPingTimeout() {
            return pingTimeout;
        }

        public void setPingTimeout(@Nullable Duration pingTimeout) {
            this.pingTimeout = pingTimeout;
        }
    }
}
