package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcClient;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.annotation.QualifierAnnotationAutowireCandidateResolver;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Defines a bean for each client and type that the application's beans ask for with {@link
 * RpcClient}, and makes that annotation a qualifier. What remains is Spring's usual injection.
 *
 * <pre>
 *   name        client#type, such as users#com.acme.Users$Iface
 *   qualifier   RpcClient(client)
 *   candidate   only where there is a qualifier: a local handler of the same type stays the only
 *               one for everybody else
 * </pre>
 */
final class RpcClientDefinitions implements BeanDefinitionRegistryPostProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(RpcClientDefinitions.class);

    private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();
    private @Nullable DefaultListableBeanFactory beans;

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        // In postProcessBeanFactory: all who add definitions have done so by then.
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        DefaultListableBeanFactory all = (DefaultListableBeanFactory) factory;
        beans = all;
        if (all.getAutowireCandidateResolver()
                instanceof QualifierAnnotationAutowireCandidateResolver resolver) {
            resolver.addQualifierType(RpcClient.class);
        }
        for (String name : factory.getBeanDefinitionNames()) {
            Class<?> type = beanClass(factory.getBeanDefinition(name), all.getBeanClassLoader());
            if (type != null) {
                defineFor(type);
            }
        }
        RpcClientBeans.preferOverHandlers(all);
    }

    /**
     * Defines what this class asks for, as far as it is not defined yet. A class that lacks a
     * library is left out, as no bean can be made of it either.
     */
    void defineFor(Class<?> asking) {
        for (Class<?> type = asking; mayAsk(type); type = type.getSuperclass()) {
            if (known.add(type)) {
                defineForMembers(type);
            }
        }
    }

    private void defineForMembers(Class<?> type) {
        try {
            for (Field field : type.getDeclaredFields()) {
                define(
                        field,
                        () -> ResolvableType.forField(field),
                        "Field '" + field.getName() + "' of " + type.getName());
            }
            for (Executable constructor : type.getDeclaredConstructors()) {
                defineForParameters(constructor);
            }
            for (Executable method : type.getDeclaredMethods()) {
                defineForParameters(method);
            }
        } catch (LinkageError | TypeNotPresentException e) {
            LOG.debug("{} is not searched for @RpcClient", type.getName(), e);
        }
    }

    private void defineForParameters(Executable executable) {
        Parameter[] parameters = executable.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            int index = i;
            define(
                    parameters[i],
                    () ->
                            ResolvableType.forMethodParameter(
                                    MethodParameter.forExecutable(executable, index)),
                    "Parameter '" + parameters[i].getName() + "' of " + name(executable));
        }
    }

    /** What is meant by a provider or an optional of it. */
    private static Class<?> asked(ResolvableType declared) {
        Class<?> type = declared.toClass();
        return type == Optional.class || ObjectFactory.class.isAssignableFrom(type)
                ? declared.getGeneric().toClass()
                : type;
    }

    private void define(AnnotatedElement point, Supplier<ResolvableType> declared, String askedBy) {
        RpcClient asked = point.getAnnotation(RpcClient.class);
        if (asked != null) {
            define(asked.value(), asked(declared.get()), askedBy);
        }
    }

    private void define(String client, Class<?> type, String askedBy) {
        DefaultListableBeanFactory all = beans();
        String name = RpcClientBeans.name(client, type.getName());
        if (!all.containsBeanDefinition(name)) {
            RootBeanDefinition definition = RpcClientBeans.definition(client, type, askedBy);
            definition.setLazyInit(true);
            definition.setDefaultCandidate(false);
            // A qualifier's value also matches bean names; a bean called like the client must not
            // win.
            definition.setPrimary(all.containsBean(client));
            all.registerBeanDefinition(name, definition);
        }
    }

    private DefaultListableBeanFactory beans() {
        if (beans == null) {
            throw new IllegalStateException(
                    "no bean factory yet (expected: it was post-processed)");
        }
        return beans;
    }

    /** The class whose members the container fills; null if only its making will tell. */
    private static @Nullable Class<?> beanClass(
            BeanDefinition definition, @Nullable ClassLoader loader) {
        String name = definition.getBeanClassName();
        if (name == null || isOfSpring(name)) {
            return null;
        }
        try {
            return ClassUtils.forName(name, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static String name(Executable executable) {
        return executable instanceof Method
                ? executable.getDeclaringClass().getName() + '.' + executable.getName() + "()"
                : "the constructor of " + executable.getName();
    }

    private static boolean mayAsk(@Nullable Class<?> type) {
        return type != null && type != Object.class && !isOfSpring(type.getName());
    }

    private static boolean isOfSpring(String className) {
        return className.startsWith("org.springframework.");
    }
}
