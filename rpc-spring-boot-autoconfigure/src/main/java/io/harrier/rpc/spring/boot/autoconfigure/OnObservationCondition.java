package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.trace.Tracing;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/** All calls are to be observed, or some may be sampled. */
final class OnObservationCondition extends AnyNestedCondition {
    OnObservationCondition() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBooleanProperty("rpc.observation.all")
    static final class All {}

    @ConditionalOnBean(Tracing.class)
    static final class Sampled {}
}
