package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcClient;
import org.springframework.beans.PropertyValues;
import org.springframework.beans.factory.annotation.AutowiredAnnotationBeanPostProcessor;

/**
 * Fills fields that say {@link RpcClient}, without {@code @Autowired} too. Also sees objects that
 * are no beans of their own, such as instances of tests.
 */
final class RpcClientFields extends AutowiredAnnotationBeanPostProcessor {
    private final RpcClientDefinitions definitions;

    RpcClientFields(RpcClientDefinitions definitions) {
        this.definitions = definitions;
        setAutowiredAnnotationType(RpcClient.class);
        setOrder(getOrder() - 1); // before Spring's own, which would miss what is not defined yet
    }

    @Override
    public PropertyValues postProcessProperties(PropertyValues values, Object bean, String name) {
        definitions.defineFor(bean.getClass());
        return super.postProcessProperties(values, bean, name);
    }
}
