package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.idl.ThriftIdl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that is served.
 *
 * @param idl its schema, as Thrift's IDL
 */
record ServiceDescription(String name, List<Method> methods, String idl) {
    private static final String NAMESPACE = "harrier";

    /** What a schema says of a method beside its types. */
    record Method(String name, boolean oneway, boolean idempotent) {}

    /** Null if there is none of the name. */
    static @Nullable ServiceDescription of(String name, List<ServiceSchema> schemas) {
        return schemas.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(ServiceDescription::of)
                .orElse(null);
    }

    private static ServiceDescription of(ServiceSchema schema) {
        List<Method> methods =
                schema.methods().stream()
                        .map(each -> new Method(each.name(), each.isOneway(), each.isIdempotent()))
                        .toList();
        return new ServiceDescription(schema.name(), methods, ThriftIdl.asIs(schema, NAMESPACE));
    }
}
