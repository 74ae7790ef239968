package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.trace.TraceBridge;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Observes calls, if the application observes anything, and if there may be any to observe. */
@AutoConfiguration(
        after = RpcTracingAutoConfiguration.class,
        before = {
            RpcMetricsAutoConfiguration.class, // whose tracing samples nothing
            RpcClientAutoConfiguration.class,
            RpcServerAutoConfiguration.class
        },
        afterName =
                "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "rpc.observation.enabled", matchIfMissing = true)
@Conditional(OnObservationCondition.class)
public final class RpcObservationAutoConfiguration {
    @Bean
    ObservedCalls rpcObservedCalls(
            ObservationRegistry registry,
            Environment environment,
            ObjectProvider<RpcServerObservationConvention> server,
            ObjectProvider<RpcClientObservationConvention> client) {
        return new ObservedCalls(
                registry,
                environment.getProperty("rpc.observation.all", Boolean.class, false),
                server.getIfAvailable(),
                client.getIfAvailable());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Tracer.class)
    @ConditionalOnBean({TraceBridge.class, Tracer.class})
    static class Traced {
        /** Before those of Spring Boot, of which the first that will takes an observation. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        RecordedCallHandler rpcRecordedCallHandler(Tracer tracer) {
            return new RecordedCallHandler(tracer);
        }
    }
}
