package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/** What server and clients share, and the search for handlers, which decides on the server. */
@AutoConfiguration
@Import(RpcServiceRegistrar.class)
public final class RpcAutoConfiguration {
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    EventLoops rpcEventLoops() {
        return EventLoops.open(IoKind.AUTO, Runtime.getRuntime().availableProcessors(), "rpc");
    }

    @Bean
    IdleReport rpcIdleReport() {
        return new IdleReport();
    }
}
