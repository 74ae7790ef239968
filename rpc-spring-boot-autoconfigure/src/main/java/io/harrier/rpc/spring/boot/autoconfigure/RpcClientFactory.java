package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.spring.boot.autoconfigure.RpcClientProperties.Connection;
import io.harrier.rpc.spring.boot.autoconfigure.RpcClientProperties.Connection.Mode;
import io.harrier.rpc.transport.EventLoops;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.util.unit.DataSize;

/** Makes engine clients of what the keys say. */
final class RpcClientFactory {
    /** Below {@code rpc.client.<name>}. */
    static final List<String> KEYS =
            List.of(
                    "target",
                    "service",
                    "protocol",
                    "serialization",
                    "idl",
                    "timeout",
                    "connect-timeout",
                    "method.<name>.timeout",
                    "connection.mode",
                    "connection.max",
                    "connection.ping-interval",
                    "connection.ping-timeout",
                    "max-message-size",
                    "max-header-size");

    private static final Duration PING_INTERVAL = Duration.ofSeconds(30);
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(5);

    private final List<RpcClientCustomizer> customizers;
    private final String caller;
    private final EventLoops loops;

    RpcClientFactory(List<RpcClientCustomizer> customizers, String caller, EventLoops loops) {
        this.customizers = customizers;
        this.caller = caller;
        this.loops = loops;
    }

    /**
     * @param keys the key in full from its end, such as {@code timeout}
     */
    RpcClient open(
            String name, String target, RpcClientProperties told, UnaryOperator<String> keys) {
        requireConsistent(told, keys);
        RpcClientBuilder client =
                RpcClient.builder(target).name(name).caller(caller).eventLoops(loops);
        new Keys(keys).apply(told, client);
        customizers.forEach(customizer -> customizer.customize(name, client));
        return new Keys(keys).with("target", target, known -> client.build());
    }

    /** A frame without a header cannot say to which of several calls a reply belongs. */
    private static void requireConsistent(RpcClientProperties told, UnaryOperator<String> keys) {
        FrameForm protocol = told.getProtocol();
        if (told.getConnection().getMode() == Mode.MULTIPLEXED
                && protocol != null
                && !protocol.hasHeader()) {
            MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(
                    entries -> {
                        entries.put(keys.apply("connection.mode"), "multiplexed");
                        entries.put(
                                keys.apply("protocol"), protocol.name().toLowerCase(Locale.ROOT));
                    });
        }
    }

    /** Applies values, and gives a refused one the name of its key. */
    private record Keys(UnaryOperator<String> inFull) {
        void apply(RpcClientProperties told, RpcClientBuilder to) {
            set("service", told.getService(), to::service);
            set("protocol", told.getProtocol(), to::form);
            set("serialization", told.getSerialization(), to::protocol);
            set("timeout", told.getTimeout(), to::timeout);
            set("connect-timeout", told.getConnectTimeout(), to::connectTimeout);
            set(
                    "max-message-size",
                    told.getMaxMessageSize(),
                    size -> to.maxFrameBytes(bytes(size)));
            set("max-header-size", told.getMaxHeaderSize(), size -> to.maxHeaderBytes(bytes(size)));
            for (Map.Entry<String, RpcClientProperties.Method> each : told.getMethod().entrySet()) {
                String method = each.getKey();
                set(
                        "method." + method + ".timeout",
                        each.getValue().getTimeout(),
                        timeout -> to.timeout(method, timeout));
            }
            apply(told.getConnection(), to);
        }

        private void apply(Connection told, RpcClientBuilder to) {
            set("connection.mode", told.getMode(), mode -> to.multiplexing(mode != Mode.POOLED));
            set("connection.max", told.getMax(), to::maxConnections);
            Duration interval = told.getPingInterval();
            Duration timeout = told.getPingTimeout();
            set(
                    "connection.ping-interval",
                    interval,
                    given -> to.ping(given, timeout == null ? PING_TIMEOUT : timeout));
            set(
                    "connection.ping-timeout",
                    timeout,
                    given -> to.ping(interval == null ? PING_INTERVAL : interval, given));
        }

        private <T> void set(String key, @Nullable T value, Consumer<T> setter) {
            if (value != null) {
                with(
                        key,
                        value,
                        given -> {
                            setter.accept(given);
                            return given;
                        });
            }
        }

        <T, R> R with(String key, T value, Function<T, R> use) {
            try {
                return use.apply(value);
            } catch (IllegalArgumentException e) {
                throw new InvalidConfigurationPropertyValueException(
                        inFull.apply(key), value, String.valueOf(e.getMessage()), e);
            }
        }

        private static int bytes(DataSize size) {
            long bytes = size.toBytes();
            if (bytes < 1 || bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(size + " (expected: 1B..2147483647B)");
            }
            return (int) bytes;
        }
    }
}
