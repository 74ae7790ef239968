package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClient;
import java.util.ArrayList;
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
        interfaces =
                new ClientInterfaces(
                        environment,
                        resources,
                        (type, factory) -> type.getClassMetadata().isInterface());
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
        Class<?>[] types = told.getClassArray("types");
        List<String> packages = packages(told);
        if (types.length == 0 && packages.isEmpty()) {
            throw ClientFailures.nothingNamed(askedBy);
        }
        for (Class<?> type : types) {
            if (!type.isInterface()) {
                throw ClientFailures.noInterface(askedBy, type.getName());
            }
            RpcClientBeans.register(registry, client, type, askedBy);
        }
        for (String each : packages) {
            List<Class<?>> services = servicesIn(each);
            if (services.isEmpty()) {
                throw ClientFailures.noServicesIn(askedBy, each);
            }
            services.forEach(type -> RpcClientBeans.register(registry, client, type, askedBy));
        }
    }

    private List<Class<?>> servicesIn(String packageName) {
        List<Class<?>> services = new ArrayList<>();
        for (String name : interfaces.in(List.of(packageName))) {
            Class<?> type = ClassUtils.resolveClassName(name, resources.getClassLoader());
            if (RpcClient.canCall(type)) {
                services.add(type);
            }
        }
        return services;
    }

    private static List<String> packages(AnnotationAttributes told) {
        return Stream.concat(
                        Arrays.stream(told.getStringArray("basePackages")),
                        Arrays.stream(told.getClassArray("basePackageClasses"))
                                .map(Class::getPackageName))
                .toList();
    }
}
