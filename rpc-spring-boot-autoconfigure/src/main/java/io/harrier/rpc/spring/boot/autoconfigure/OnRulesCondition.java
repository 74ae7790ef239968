package io.harrier.rpc.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Matches if rules are asked for, or their file or document is named and they are not put off. */
final class OnRulesCondition extends SpringBootCondition {
    private static final String ENABLED = "rpc.rules.enabled";
    private static final String FILE = "rpc.rules.file";

    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        Boolean told = environment.getProperty(ENABLED, Boolean.class);
        boolean matches =
                told == null
                        ? StringUtils.hasText(environment.getProperty(FILE))
                                || environment.containsProperty(EnvironmentRules.KEY)
                        : told;
        return new ConditionOutcome(
                matches,
                ConditionMessage.forCondition("RPC rules")
                        .because(
                                told != null
                                        ? ENABLED + " is " + told
                                        : FILE
                                                + " or "
                                                + EnvironmentRules.KEY
                                                + (matches ? " is set" : " is not set")));
    }
}
