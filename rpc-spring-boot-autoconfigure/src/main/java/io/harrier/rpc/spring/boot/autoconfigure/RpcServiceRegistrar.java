package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcService;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * Makes beans of the application's {@link RpcService} classes, which know no Spring; those that are
 * beans already stay as they are.
 *
 * <p>It runs after the application's own configuration, and before the server's condition asks
 * whether there is anything to serve.
 */
final class RpcServiceRegistrar implements ImportBeanDefinitionRegistrar {
    /**
     * Qualifier of the definitions that come from here: unlike an attribute, ahead-of-time
     * processing writes it down.
     */
    static final String FOUND = RpcServiceRegistrar.class.getName() + ".found";

    private static final Logger LOG = LoggerFactory.getLogger(RpcServiceRegistrar.class);

    private final BeanFactory beans;
    private final Environment environment;
    private final ResourceLoader resources;

    RpcServiceRegistrar(BeanFactory beans, Environment environment, ResourceLoader resources) {
        this.beans = beans;
        this.environment = environment;
        this.resources = resources;
    }

    @Override
    public void registerBeanDefinitions(
            AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        if (AutoConfigurationPackages.has(beans)) {
            scanner(registry).scan(AutoConfigurationPackages.get(beans).toArray(String[]::new));
        }
    }

    private ClassPathBeanDefinitionScanner scanner(BeanDefinitionRegistry registry) {
        ClassPathBeanDefinitionScanner scanner =
                new ClassPathBeanDefinitionScanner(registry, false, environment, resources) {
                    @Override
                    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                        warnOfInner(definition.getMetadata());
                        return super.isCandidateComponent(definition);
                    }

                    @Override
                    protected void postProcessBeanDefinition(
                            AbstractBeanDefinition definition, String name) {
                        super.postProcessBeanDefinition(definition, name);
                        definition.addQualifier(new AutowireCandidateQualifier(FOUND));
                    }
                };
        scanner.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RpcService.class));
        scanner.addExcludeFilter(testSlices());
        Set<String> known = classesOfBeans(registry);
        scanner.addExcludeFilter(
                (type, factory) -> known.contains(type.getClassMetadata().getClassName()));
        return scanner;
    }

    /** Somebody forgot the word static; nothing else would tell. */
    private static void warnOfInner(ClassMetadata type) {
        if (type.isConcrete() && !type.isIndependent()) {
            LOG.warn(
                    "{} says @RpcService, but is an inner class: it is served only if a @Bean"
                            + " method makes it. Make it static",
                    type.getClassName());
        }
    }

    /** As in {@code @SpringBootApplication}: leaves out what belongs to a test of somebody else. */
    private TypeExcludeFilter testSlices() {
        TypeExcludeFilter filter = new TypeExcludeFilter();
        filter.setBeanFactory(beans);
        return filter;
    }

    /** What the definitions say: for a {@code @Bean} method, its declared type. */
    private Set<String> classesOfBeans(BeanDefinitionRegistry registry) {
        return Arrays.stream(registry.getBeanDefinitionNames())
                .map(name -> className(name, registry.getBeanDefinition(name)))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private @Nullable String className(String name, BeanDefinition definition) {
        if (definition.getFactoryMethodName() == null) {
            return definition.getBeanClassName();
        }
        Class<?> type = ((ListableBeanFactory) beans).getType(name, false);
        return type == null ? null : type.getName();
    }
}
