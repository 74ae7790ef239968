package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.trace.Tracing;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The actuator's endpoint {@code rpc}. */
@AutoConfiguration(after = {RpcClientAutoConfiguration.class, RpcServerAutoConfiguration.class})
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(RpcEndpoint.class)
public final class RpcEndpointAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    RpcEndpoint rpcEndpoint(
            OpenClients clients,
            ObjectProvider<RpcServerLifecycle> server,
            ObjectProvider<Tracing> tracing,
            ObjectProvider<Rules> rules,
            MiddlewareChanges changes) {
        return new RpcEndpoint(
                clients, server, tracing.getIfAvailable(), rules.getIfAvailable(), changes);
    }

    @Bean
    @ConditionalOnMissingBean
    RpcEndpointWebExtension rpcEndpointWebExtension(RpcEndpoint endpoint) {
        return new RpcEndpointWebExtension(endpoint);
    }

    @Bean
    MiddlewareChanges rpcMiddlewareChanges(
            OpenClients clients,
            ObjectProvider<RpcServerLifecycle> server,
            ListableBeanFactory beans,
            Environment environment) {
        return new MiddlewareChanges(clients, server, beans, environment);
    }
}
