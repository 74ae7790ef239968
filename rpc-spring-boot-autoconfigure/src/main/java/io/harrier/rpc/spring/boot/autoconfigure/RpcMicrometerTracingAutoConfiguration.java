package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.trace.TraceBridge;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes calls part of the application's own tracing, if it has one: a {@link Tracer} of Micrometer,
 * with Brave or OpenTelemetry behind it. The one that Boot puts in where there is none is none.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration"
        },
        beforeName =
                "org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration")
@ConditionalOnClass(Tracer.class)
@ConditionalOnBean(Tracer.class)
@ConditionalOnBooleanProperty(name = "rpc.tracing.enabled", matchIfMissing = true)
public final class RpcMicrometerTracingAutoConfiguration {
    /** None, if the application's tracer is one that does nothing. */
    @Bean
    @ConditionalOnMissingBean(TraceBridge.class)
    @Nullable MicrometerTraceBridge rpcTraceBridge(
            Tracer tracer, ObjectProvider<CurrentSpan> current) {
        return tracer == Tracer.NOOP
                ? null
                : new MicrometerTraceBridge(
                        tracer, current.getIfAvailable(() -> new MicrometerCurrentSpan(tracer)));
    }

    /** Spans to Brave, and by its reporter to Zipkin. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(brave.Tracing.class)
    @ConditionalOnBean(brave.Tracing.class)
    static class Brave {
        @Bean
        @ConditionalOnBean(type = "io.micrometer.tracing.brave.bridge.BraveTracer")
        BraveCurrentSpan rpcBraveCurrentSpan(brave.Tracing tracing) {
            return new BraveCurrentSpan(tracing.currentTraceContext());
        }

        @Bean
        BraveSpanExporter rpcBraveSpanExporter(brave.Tracing tracing) {
            return new BraveSpanExporter(tracing.tracer());
        }
    }

    /** Spans to OpenTelemetry's processors, and from there wherever its exporters send them. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SpanProcessor.class)
    @ConditionalOnBean(SpanProcessor.class)
    static class OpenTelemetry {
        @Bean
        @ConditionalOnBean(type = "io.micrometer.tracing.otel.bridge.OtelTracer")
        OtelCurrentSpan rpcOtelCurrentSpan() {
            return new OtelCurrentSpan();
        }

        @Bean
        OtelSpanExporter rpcOtelSpanExporter(
                ObjectProvider<SpanProcessor> processors, ObjectProvider<Resource> resource) {
            return new OtelSpanExporter(
                    processors.orderedStream().toList(),
                    resource.getIfAvailable(Resource::getDefault));
        }
    }
}
