package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcClient;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Defines a bean for each interface of the application that says {@link RpcClient}. */
final class AnnotatedClientsRegistrar implements ImportBeanDefinitionRegistrar {
    private final BeanFactory beans;
    private final ClientInterfaces interfaces;
    private final ResourceLoader resources;

    AnnotatedClientsRegistrar(
            BeanFactory beans, Environment environment, ResourceLoader resources) {
        this.beans = beans;
        this.resources = resources;
        interfaces =
                new ClientInterfaces(
                        environment,
                        resources,
                        new AnnotationTypeFilter(RpcClient.class, false, false));
    }

    @Override
    public void registerBeanDefinitions(
            AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        if (AutoConfigurationPackages.has(beans)) {
            for (String name : interfaces.in(AutoConfigurationPackages.get(beans))) {
                Class<?> type = ClassUtils.resolveClassName(name, resources.getClassLoader());
                define(registry, type, type.getAnnotation(RpcClient.class).value());
            }
        }
    }

    private static void define(BeanDefinitionRegistry registry, Class<?> type, String client) {
        String askedBy = "@RpcClient on " + type.getName();
        if (!type.isInterface()) {
            throw ClientFailures.noInterface(askedBy, type.getName());
        }
        RpcClientBeans.register(registry, client, type, askedBy);
    }
}
