package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.TypeFilter;

/** Finds types in packages, nested and non-public ones too, by reading class files. */
final class ClientInterfaces extends ClassPathScanningCandidateComponentProvider {
    ClientInterfaces(Environment environment, ResourceLoader resources, TypeFilter wanted) {
        super(false, environment);
        setResourceLoader(resources);
        addIncludeFilter(wanted);
    }

    /** The names of those that are wanted. */
    List<String> in(Collection<String> packages) {
        return packages.stream()
                .flatMap(each -> findCandidateComponents(each).stream())
                .map(BeanDefinition::getBeanClassName)
                .toList();
    }

    @Override
    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
        AnnotationMetadata type = definition.getMetadata();
        return !type.isAnnotation() && type.isIndependent();
    }
}
