package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.client.RpcClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.util.ClassUtils;

/** Tells ahead-of-time processing of the service interfaces that beans call and answer for. */
final class RpcAotProcessor implements BeanRegistrationAotProcessor {
    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        List<Class<?>> services = services(bean);
        return services.isEmpty()
                ? null
                : (context, code) ->
                        services.forEach(
                                service ->
                                        ServiceHints.register(context.getRuntimeHints(), service));
    }

    /** That of a client, or all of a handler that may be one. */
    private static List<Class<?>> services(RegisteredBean bean) {
        List<Class<?>> services = new ArrayList<>();
        boolean isHandler =
                bean.getBeanFactory()
                                .findAnnotationOnBean(bean.getBeanName(), RpcService.class, false)
                        != null;
        if (isHandler || RpcClientBeans.isProxy(bean.getMergedBeanDefinition())) {
            for (Class<?> each : ClassUtils.getAllInterfacesForClass(bean.getBeanClass())) {
                if (RpcClient.canCall(each)) {
                    services.add(each);
                }
            }
        }
        return services;
    }
}
