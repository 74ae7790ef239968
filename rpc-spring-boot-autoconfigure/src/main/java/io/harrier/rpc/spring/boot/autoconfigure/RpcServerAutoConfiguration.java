package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.call.Middleware;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Serves the application's handlers, if it has any, behind its {@link Middleware} beans: the first
 * in their order is the outermost.
 */
@AutoConfiguration(after = RpcAutoConfiguration.class)
@Conditional(OnHandlerCondition.class)
@ConditionalOnBooleanProperty(name = "rpc.server.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RpcServerProperties.class)
public final class RpcServerAutoConfiguration {
    @Bean
    RpcServerLifecycle rpcServerLifecycle(
            RpcServerProperties properties,
            ConfigurableListableBeanFactory beans,
            ApplicationContext context) {
        RpcServerFactory factory =
                new RpcServerFactory(properties, beans, context.getEnvironment());
        return new RpcServerLifecycle(properties, factory, context);
    }

    @Bean
    RpcServerDrain rpcServerDrain(
            RpcServerLifecycle lifecycle,
            RpcServerProperties properties,
            ApplicationContext context) {
        return new RpcServerDrain(lifecycle, properties.getShutdown(), context);
    }

    @Bean
    static LazyInitializationExcludeFilter rpcServerIsNeverLazy() {
        return LazyInitializationExcludeFilter.forBeanTypes(
                RpcServerLifecycle.class, RpcServerDrain.class);
    }
}
