package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/** Tells an application that has the starter, and nothing to serve or to call, where we looked. */
final class IdleReport implements ApplicationListener<ApplicationStartedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(IdleReport.class);

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        ConfigurableListableBeanFactory beans = event.getApplicationContext().getBeanFactory();
        if (RpcHandlers.served(beans).isEmpty() && !hasClients(beans)) {
            List<String> packages =
                    AutoConfigurationPackages.has(beans)
                            ? AutoConfigurationPackages.get(beans)
                            : List.of();
            LOG.info(
                    "RPC has nothing to do: no class with @RpcService in {}, and no @RpcClient or"
                            + " @ImportRpcClients",
                    packages);
        }
    }

    private static boolean hasClients(ConfigurableListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanDefinitionNames())
                .map(beans::getBeanDefinition)
                .anyMatch(RpcClientBeans::isProxy);
    }
}
