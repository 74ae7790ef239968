package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcMiddleware;
import io.harrier.rpc.call.Middleware;
import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Leaves middleware beans that are not selected out of what is written ahead of time: an
 * application that runs from it never hears of their classes.
 */
final class MiddlewareExcludeFilter implements BeanRegistrationExcludeFilter {
    @Override
    public boolean isExcludedFromAotProcessing(RegisteredBean bean) {
        if (!Middleware.class.isAssignableFrom(bean.getBeanClass())) {
            return false;
        }
        ConfigurableListableBeanFactory beans = bean.getBeanFactory();
        Environment environment =
                beans.getBean(
                        ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class);
        RpcMiddleware scope = beans.findAnnotationOnBean(bean.getBeanName(), RpcMiddleware.class);
        return !new MiddlewareSelection(environment)
                .has(MiddlewareBeans.name(bean.getBeanName(), scope));
    }
}
