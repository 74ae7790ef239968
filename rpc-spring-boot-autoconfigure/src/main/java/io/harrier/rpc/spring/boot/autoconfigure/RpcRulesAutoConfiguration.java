package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.rules.RuleSource;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.rules.RulesFile;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets operators say of single methods what holds, while calls are made: by a file, by a document
 * in the environment, by {@link RuleSource} beans, or by whoever pushes to the {@link Rules} bean.
 */
@AutoConfiguration(
        after = RpcAutoConfiguration.class,
        before = {RpcClientAutoConfiguration.class, RpcServerAutoConfiguration.class})
@Conditional(OnRulesCondition.class)
@EnableConfigurationProperties(RpcRulesProperties.class)
public final class RpcRulesAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Rules rpcRules() {
        return new Rules();
    }

    @Bean
    @ConditionalOnProperty("rpc.rules.file")
    RulesFile rpcRulesFile(RpcRulesProperties told) {
        MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(
                entries -> {
                    entries.put("rpc.rules.file", told.getFile());
                    entries.put(EnvironmentRules.KEY, told.getDocument());
                });
        KeyInUse key = new KeyInUse();
        try {
            Path file = Path.of(key.at("file", String.valueOf(told.getFile())));
            return new RulesFile(file, key.at("file-interval", told.getFileInterval()));
        } catch (IllegalArgumentException e) {
            throw key.refused("rpc.rules."::concat, e);
        }
    }

    @Bean
    EnvironmentRules rpcEnvironmentRules(ConfigurableEnvironment environment) {
        return new EnvironmentRules(environment);
    }

    @Bean
    RulesFollower rpcRulesFollower(Rules rules, ObjectProvider<RuleSource> sources) {
        return new RulesFollower(rules, sources.orderedStream());
    }

    /** Before those of the application, which may change what it does. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RpcServerCustomizer rpcServerRules(RulesFollower follower) {
        return server -> server.rules(follower.rules());
    }

    /** Before those of the application, which may change what it does. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RpcClientCustomizer rpcClientRules(RulesFollower follower) {
        return (name, client) -> client.rules(follower.rules());
    }
}
