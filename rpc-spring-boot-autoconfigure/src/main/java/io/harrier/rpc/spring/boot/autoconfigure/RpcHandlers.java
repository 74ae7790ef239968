package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.server.RpcServerBuilder;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** The beans whose class says {@link RpcService}. */
final class RpcHandlers {
    private final ListableBeanFactory beans;

    RpcHandlers(ListableBeanFactory beans) {
        this.beans = beans;
    }

    void addTo(RpcServerBuilder server) {
        for (String bean : beans.getBeanNamesForAnnotation(RpcService.class)) {
            RpcService told = beans.findAnnotationOnBean(bean, RpcService.class);
            if (told != null && !ScopedProxyUtils.isScopedTarget(bean)) {
                add(server, bean, told.value());
            }
        }
    }

    private void add(RpcServerBuilder server, String bean, String wireName) {
        try {
            server.service(beans.getBean(bean), wireName);
        } catch (IllegalArgumentException e) {
            throw new FailureAnalyzedException(
                    "The @RpcService bean '" + bean + "' cannot be served: " + e.getMessage() + '.',
                    "Let its class implement the interface of exactly one service.",
                    e);
        }
    }
}
