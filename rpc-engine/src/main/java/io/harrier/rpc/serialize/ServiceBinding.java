package io.harrier.rpc.serialize;

import io.harrier.rpc.schema.ServiceSchema;
import java.util.List;

/** A Java interface and the service that it stands for. */
public record ServiceBinding(Class<?> type, ServiceSchema schema, List<MethodBinding> methods) {
    public ServiceBinding {
        methods = List.copyOf(methods);
    }
}
