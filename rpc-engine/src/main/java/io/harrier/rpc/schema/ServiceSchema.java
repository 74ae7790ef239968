package io.harrier.rpc.schema;

import java.util.List;

/**
 * A service.
 *
 * @param name on the wire
 * @param methods its own and the inherited ones
 */
public record ServiceSchema(String name, List<MethodSchema> methods) {
    public ServiceSchema {
        methods = List.copyOf(methods);
    }
}
