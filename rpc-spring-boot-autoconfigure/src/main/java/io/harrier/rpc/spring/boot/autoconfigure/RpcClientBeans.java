package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcClient;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Bean definitions of proxies.
 *
 * <pre>
 *   name        client#type, such as users#com.acme.Users$Iface
 *   qualifier   RpcClient(client)
 * </pre>
 */
final class RpcClientBeans {
    private static final String BY_TYPE = RpcClientBeans.class.getName() + ".byType";

    private RpcClientBeans() {}

    static String name(String client, String type) {
        return client + '#' + type;
    }

    /**
     * A definition that ahead-of-time processing can write down: a method of a bean makes it, and
     * the type stands there by name, since the code that is generated may not see it.
     */
    static RootBeanDefinition definition(String client, Class<?> type, String askedBy) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setTargetType(type);
        definition.setFactoryBeanName(RpcClients.BEAN);
        definition.setFactoryMethodName("proxyByName");
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, client);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(1, type.getName());
        definition.getConstructorArgumentValues().addIndexedArgumentValue(2, askedBy);
        definition.addQualifier(new AutowireCandidateQualifier(RpcClient.class, client));
        // A generated stub is of a final class: aspects proxy the interface.
        definition.setAttribute(
                AutoProxyUtils.EXPOSED_INTERFACES_ATTRIBUTE,
                AutoProxyUtils.ALL_INTERFACES_ATTRIBUTE_VALUE);
        return definition;
    }

    /** Defines a bean that is injected by its type alone, too; made at start, which checks it. */
    static void register(
            BeanDefinitionRegistry registry, String client, Class<?> type, String askedBy) {
        String name = name(client, type.getName());
        if (!registry.containsBeanDefinition(name)) {
            RootBeanDefinition definition = definition(client, type, askedBy);
            definition.setAttribute(BY_TYPE, type);
            registry.registerBeanDefinition(name, definition);
        }
    }

    static boolean isProxy(BeanDefinition definition) {
        return definition instanceof AbstractBeanDefinition known
                && known.hasQualifier(RpcClient.class.getName());
    }

    /** Where an application has both a handler and a client of a type, it injects the client. */
    static void preferOverHandlers(DefaultListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            if (beans.getBeanDefinition(name).getAttribute(BY_TYPE) instanceof Class<?> type) {
                fallBack(beans, type);
            }
        }
    }

    private static void fallBack(DefaultListableBeanFactory beans, Class<?> type) {
        for (String handler : RpcHandlers.names(beans)) {
            if (beans.isTypeMatch(handler, type)
                    && beans.containsBeanDefinition(handler)
                    && beans.getBeanDefinition(handler) instanceof AbstractBeanDefinition own
                    && !own.isPrimary()) {
                own.setFallback(true);
            }
        }
    }
}
