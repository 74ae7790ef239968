package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.trace.SpanExporter;
import io.harrier.rpc.trace.TraceBridge;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;

/** There is somewhere for spans to go, or a tracing for calls to be part of. */
final class OnTracingCondition extends AnyNestedCondition {
    OnTracingCondition() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(SpanExporter.class)
    static final class Exporter {}

    @ConditionalOnBean(TraceBridge.class)
    static final class Bridge {}
}
