package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.server.HandlerThreads;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import io.harrier.rpc.transport.EventLoops;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Serves the application's handlers, if it has any, behind its {@link Middleware} beans: the first
 * in their order is the outermost.
 */
@AutoConfiguration(after = RpcAutoConfiguration.class)
@ConditionalOnBean(annotation = RpcService.class)
@EnableConfigurationProperties(RpcServerProperties.class)
public final class RpcServerAutoConfiguration {
    @Bean
    RpcServerLifecycle rpcServerLifecycle(
            RpcServerProperties properties,
            EventLoops loops,
            ListableBeanFactory beans,
            ObjectProvider<Middleware> middleware,
            ObjectProvider<LifecycleProperties> lifecycle,
            Environment environment) {
        HandlerThreads threads = threads(environment);
        return new RpcServerLifecycle(
                properties,
                () -> {
                    RpcServerBuilder server =
                            RpcServer.builder().eventLoops(loops).handlerThreads(threads);
                    new RpcHandlers(beans).addTo(server);
                    middleware.orderedStream().forEach(server::middleware);
                    return server;
                },
                lifecycle.getIfAvailable(LifecycleProperties::new).getTimeoutPerShutdownPhase());
    }

    @Bean
    static LazyInitializationExcludeFilter rpcServerIsNeverLazy() {
        return LazyInitializationExcludeFilter.forBeanTypes(RpcServerLifecycle.class);
    }

    /** Virtual threads where the JDK has them, unless the application refused them. */
    private static HandlerThreads threads(Environment environment) {
        return environment.getProperty("spring.threads.virtual.enabled", Boolean.class, true)
                ? HandlerThreads.AUTO
                : HandlerThreads.POOL;
    }
}
