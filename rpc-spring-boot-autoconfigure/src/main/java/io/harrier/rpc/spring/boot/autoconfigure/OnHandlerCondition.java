package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcService;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether there is anything to serve. Spring Boot's own condition on beans with an annotation would
 * count clients of an interface that has it.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class OnHandlerCondition extends SpringBootCondition implements ConfigurationCondition {
    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        List<String> handlers = beans == null ? List.of() : RpcHandlers.served(beans);
        ConditionMessage.Builder message = ConditionMessage.forCondition(RpcService.class);
        return handlers.isEmpty()
                ? ConditionOutcome.noMatch(message.didNotFind("any handler").atAll())
                : ConditionOutcome.match(message.found("handler", "handlers").items(handlers));
    }
}
