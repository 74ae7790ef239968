package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.transport.EventLoops;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Puts proxies where the application says {@code @RpcClient} or imports them. */
@AutoConfiguration(after = RpcAutoConfiguration.class)
@Import(AnnotatedClientsRegistrar.class)
public final class RpcClientAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(RpcClientConnectionDetails.class)
    PropertiesRpcClientConnectionDetails rpcClientConnectionDetails(Environment environment) {
        return new PropertiesRpcClientConnectionDetails(new ClientConfiguration(environment));
    }

    @Bean
    OpenClients rpcOpenClients() {
        return new OpenClients();
    }

    @Bean(RpcClients.BEAN)
    @Lazy
    RpcClients rpcClients(
            Environment environment,
            RpcClientConnectionDetails details,
            ObjectProvider<RpcClientCustomizer> customizers,
            ObjectProvider<NamedDiscovery> discovery,
            EventLoops loops,
            ObjectProvider<SslBundles> bundles,
            OpenClients open) {
        RpcClientFactory factory =
                new RpcClientFactory(
                        customizers.orderedStream().toList(),
                        environment.getProperty("spring.application.name", ""),
                        loops,
                        new TlsBundles(bundles),
                        new MiddlewareSelection(environment),
                        discovery.getIfAvailable());
        return new RpcClients(new ClientConfiguration(environment), details, factory, open);
    }

    /** Before those of the application, which may change what it does. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RpcClientCustomizer rpcClientMiddleware(ListableBeanFactory beans, Environment environment) {
        MiddlewareBeans middleware =
                new MiddlewareBeans(beans, new MiddlewareSelection(environment));
        return (name, client) -> middleware.forClient(name, client::middleware);
    }

    @Bean
    @ConditionalOnMissingBean
    @Lazy
    RpcTemplate rpcTemplate(RpcClients clients) {
        return new RpcTemplate(clients);
    }

    @Bean
    static RpcClientDefinitions rpcClientDefinitions() {
        return new RpcClientDefinitions();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DiscoveryClient.class)
    static class SpringCloud {
        /** The client is asked for at the first look-up: its registry need not be up. */
        @Bean
        @ConditionalOnMissingBean(NamedDiscovery.class)
        SpringCloudDiscovery rpcDiscovery(ObjectProvider<DiscoveryClient> client) {
            return new SpringCloudDiscovery(client::getObject);
        }
    }

    @Bean
    static RpcClientFields rpcClientFields(RpcClientDefinitions definitions) {
        return new RpcClientFields(definitions);
    }
}
