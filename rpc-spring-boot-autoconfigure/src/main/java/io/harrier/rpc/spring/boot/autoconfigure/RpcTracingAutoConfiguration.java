package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.trace.SpanExporter;
import io.harrier.rpc.trace.TraceBridge;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.trace.TracingBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Traces the calls of server and clients, if the application has a {@link SpanExporter} to send
 * their spans to, or a tracing of its own.
 */
@AutoConfiguration(
        after = {RpcAutoConfiguration.class, RpcMicrometerTracingAutoConfiguration.class},
        before = {RpcClientAutoConfiguration.class, RpcServerAutoConfiguration.class})
@ConditionalOnBooleanProperty(name = "rpc.tracing.enabled", matchIfMissing = true)
@Conditional(OnTracingCondition.class)
@EnableConfigurationProperties(RpcTracingProperties.class)
public final class RpcTracingAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Tracing rpcTracing(
            RpcTracingProperties properties,
            ObjectProvider<SpanExporter> exporters,
            ObjectProvider<TraceBridge> bridge) {
        KeyInUse key = new KeyInUse();
        try {
            TracingBuilder tracing =
                    Tracing.builder()
                            .sampling(properties.sampling(key))
                            .ringRecords(key.at("ring-size", properties.getRingSize()))
                            .b3(properties.isB3());
            if (!connect(tracing, exporters.orderedStream().toList(), bridge.getIfAvailable())) {
                tracing.countOnly();
            }
            return tracing.start();
        } catch (IllegalArgumentException e) {
            throw key.refused("rpc.tracing."::concat, e);
        }
    }

    /** Whether there is anything: traces of nobody would only tell others not to sample. */
    private static boolean connect(
            TracingBuilder tracing, List<SpanExporter> exporters, @Nullable TraceBridge bridge) {
        exporters.forEach(tracing::exporter);
        if (bridge != null) {
            tracing.bridge(bridge);
        }
        return bridge != null || !exporters.isEmpty();
    }

    /** Before those of the application, which may change what it does. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RpcServerCustomizer rpcServerTracing(Tracing tracing) {
        return server -> server.tracing(tracing);
    }

    /** Before those of the application, which may change what it does. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RpcClientCustomizer rpcClientTracing(Tracing tracing) {
        return (name, client) -> client.tracing(tracing);
    }
}
