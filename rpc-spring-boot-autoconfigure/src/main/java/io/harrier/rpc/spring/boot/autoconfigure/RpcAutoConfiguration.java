package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.concurrent.Ticker;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Wires the engine into an application. */
@AutoConfiguration
@EnableConfigurationProperties(RpcProperties.class)
public final class RpcAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Ticker rpcTicker() {
        return Ticker.system();
    }
}
