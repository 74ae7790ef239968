package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * The order in which the container injects several beans, for beans that one has in hand: it sorts
 * only what it looks up itself, and a prototype would be another one there.
 */
final class BeanOrder {
    private BeanOrder() {}

    /**
     * @param names of the beans that will be compared, by the beans themselves
     */
    static Comparator<Object> of(ListableBeanFactory beans, Map<?, String> names) {
        return AnnotationAwareOrderComparator.INSTANCE.withSourceProvider(
                bean -> declared(beans, names.get(bean)));
    }

    /** What may say it where the bean is declared; the bean's own class is asked anyway. */
    private static Object @Nullable [] declared(ListableBeanFactory beans, @Nullable String name) {
        return name != null
                        && beans instanceof ConfigurableListableBeanFactory all
                        && all.containsBeanDefinition(name)
                ? sources(all.getMergedBeanDefinition(name))
                : null;
    }

    private static Object @Nullable [] sources(BeanDefinition declared) {
        return declared instanceof RootBeanDefinition root
                ? Stream.of(order(root), root.getResolvedFactoryMethod(), root.getTargetType())
                        .filter(Objects::nonNull)
                        .toArray()
                : null;
    }

    private static @Nullable Ordered order(RootBeanDefinition declared) {
        return declared.getAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE) instanceof Integer told
                ? () -> told
                : null;
    }
}
