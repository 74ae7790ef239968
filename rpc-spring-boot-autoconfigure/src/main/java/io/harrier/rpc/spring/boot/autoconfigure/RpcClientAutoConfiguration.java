package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.transport.EventLoops;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Puts proxies where the application says {@code @RpcClient}. */
@AutoConfiguration(after = RpcAutoConfiguration.class)
public final class RpcClientAutoConfiguration {
    @Bean(RpcClients.BEAN)
    @Lazy
    RpcClients rpcClients(Environment environment, EventLoops loops) {
        return new RpcClients(environment, loops);
    }

    @Bean
    static RpcClientDefinitions rpcClientDefinitions() {
        return new RpcClientDefinitions();
    }

    @Bean
    static RpcClientFields rpcClientFields(RpcClientDefinitions definitions) {
        return new RpcClientFields(definitions);
    }
}
