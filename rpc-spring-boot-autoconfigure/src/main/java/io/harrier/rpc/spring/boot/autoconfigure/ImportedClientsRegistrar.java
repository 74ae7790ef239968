package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClient;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/** Defines the beans of {@link ImportRpcClients}. */
final class ImportedClientsRegistrar implements ImportBeanDefinitionRegistrar {
    private final ClientInterfaces interfaces;
    private final ResourceLoader resources;

    ImportedClientsRegistrar(Environment environment, ResourceLoader resources) {
        this.resources = resources;
        interfaces = new ClientInterfaces(environment, resources, (type, factory) -> true);
    }

    @Override
    public void registerBeanDefinitions(
            AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        importing
                .getMergedRepeatableAnnotationAttributes(
                        ImportRpcClients.class, ImportRpcClients.Container.class, false)
                .forEach(each -> define(registry, each, importing.getClassName()));
    }

    private void define(
            BeanDefinitionRegistry registry, AnnotationAttributes told, String importing) {
        String askedBy = "@ImportRpcClients on " + importing;
        String client = told.getString("client");
        for (Class<?> type : told.getClassArray("types")) {
            if (!type.isInterface()) {
                throw ClientFailures.noInterface(askedBy, type.getName());
            }
            RpcClientBeans.register(registry, client, type, askedBy);
        }
        for (String name : interfaces.in(packages(told))) {
            Class<?> type = ClassUtils.resolveClassName(name, resources.getClassLoader());
            if (RpcClient.canCall(type)) {
                RpcClientBeans.register(registry, client, type, askedBy);
            }
        }
    }

    private static List<String> packages(AnnotationAttributes told) {
        return Stream.concat(
                        Arrays.stream(told.getStringArray("basePackages")),
                        Arrays.stream(told.getClassArray("basePackageClasses"))
                                .map(Class::getPackageName))
                .toList();
    }
}
