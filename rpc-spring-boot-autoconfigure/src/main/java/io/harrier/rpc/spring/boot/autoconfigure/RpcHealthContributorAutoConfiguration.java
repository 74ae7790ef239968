package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Tells the application's health of its server and clients, as {@code rpc}. */
@AutoConfiguration(after = {RpcClientAutoConfiguration.class, RpcServerAutoConfiguration.class})
@ConditionalOnClass({HealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("rpc")
public final class RpcHealthContributorAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = {"rpcHealthIndicator", "rpcHealthContributor"})
    CompositeHealthContributor rpcHealthContributor(
            OpenClients clients, ObjectProvider<RpcServerLifecycle> server) {
        Map<String, HealthIndicator> parts = new LinkedHashMap<>();
        server.ifAvailable(each -> parts.put("server", new ServerHealth(each)));
        parts.put("clients", new ClientsHealth(clients));
        return CompositeHealthContributor.fromMap(parts);
    }
}
