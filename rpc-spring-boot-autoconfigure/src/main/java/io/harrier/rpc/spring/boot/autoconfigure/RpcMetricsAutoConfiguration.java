package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Shows what is counted of calls, connections and buffers in the application's registry, if it has
 * one. What tracing counts is read; where calls are not traced, they are counted and no more.
 */
@AutoConfiguration(
        after = RpcTracingAutoConfiguration.class,
        before = {RpcClientAutoConfiguration.class, RpcServerAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "management.metrics.enable.rpc", matchIfMissing = true)
public final class RpcMetricsAutoConfiguration {
    @Bean
    RpcMeters rpcMeters(
            Tracing tracing,
            OpenClients clients,
            ObjectProvider<RpcServerLifecycle> server,
            ObjectProvider<Rules> rules) {
        return new RpcMeters(tracing, clients, server, rules);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Tracing.class)
    static class WithoutTraces {
        @Bean
        Tracing rpcCallStatistics() {
            return Tracing.builder().countOnly().start();
        }

        /** Before those of the application, which may change what it does. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        RpcServerCustomizer rpcServerStatistics(Tracing statistics) {
            return server -> server.tracing(statistics);
        }

        /** Before those of the application, which may change what it does. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        RpcClientCustomizer rpcClientStatistics(Tracing statistics) {
            return (name, client) -> client.tracing(statistics);
        }
    }
}
