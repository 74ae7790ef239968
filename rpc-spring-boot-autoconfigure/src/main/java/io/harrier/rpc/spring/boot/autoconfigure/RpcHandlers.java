package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.server.RpcServerBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * The beans whose class, or the method that makes them, says {@link RpcService}, and those without
 * classes.
 */
final class RpcHandlers {
    private final ConfigurableListableBeanFactory beans;

    RpcHandlers(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Their names; a client's proxy is none, even where its interface has the annotation. */
    static List<String> names(ConfigurableListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanNamesForAnnotation(RpcService.class))
                .filter(name -> !ScopedProxyUtils.isScopedTarget(name))
                .filter(name -> !isProxy(beans, name))
                .toList();
    }

    /** The names of all that is served. */
    static List<String> served(ConfigurableListableBeanFactory beans) {
        String[] generic = beans.getBeanNamesForType(GenericRpcService.class, true, false);
        return Stream.concat(names(beans).stream(), Arrays.stream(generic)).toList();
    }

    private static boolean isProxy(ConfigurableListableBeanFactory beans, String name) {
        return beans.containsBeanDefinition(name)
                && RpcClientBeans.isProxy(beans.getBeanDefinition(name));
    }

    void addTo(RpcServerBuilder server) {
        List<String> names = names(beans);
        for (String name : names) {
            RpcService told = beans.findAnnotationOnBean(name, RpcService.class);
            if (told != null && !isSecond(name, names)) {
                add(server, name, told);
            }
        }
        for (GenericRpcService each : beans.getBeansOfType(GenericRpcService.class).values()) {
            server.generic(each.schema(), each.handler());
        }
    }

    private void add(RpcServerBuilder server, String bean, RpcService told) {
        try {
            if (told.interfaceType() == void.class) {
                server.service(beans.getBean(bean), told.value());
            } else {
                server.service(beans.getBean(bean), told.interfaceType(), told.value());
            }
        } catch (SchemaException e) {
            throw e; // has an analysis of its own
        } catch (IllegalArgumentException e) {
            throw ServerFailures.notServed(bean, e);
        }
    }

    /** Whether the search found a class of which a method of the application makes a bean. */
    private boolean isSecond(String name, List<String> all) {
        return isFound(name)
                && all.stream().anyMatch(other -> !isFound(other) && typeOf(other) == typeOf(name));
    }

    private boolean isFound(String name) {
        return beans.containsBeanDefinition(name)
                && beans.getBeanDefinition(name) instanceof AbstractBeanDefinition definition
                && definition.hasQualifier(RpcServiceRegistrar.FOUND);
    }

    private Class<?> typeOf(String name) {
        return AopUtils.getTargetClass(beans.getBean(name));
    }
}
