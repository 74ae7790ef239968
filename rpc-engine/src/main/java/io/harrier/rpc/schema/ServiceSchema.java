package io.harrier.rpc.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service.
 *
 * @param name on the wire
 * @param methods its own and the inherited ones
 */
public record ServiceSchema(String name, List<MethodSchema> methods, Notes notes) {

    public ServiceSchema {
        methods = List.copyOf(methods);
    }

    public ServiceSchema(String name, List<MethodSchema> methods) {
        this(name, methods, Notes.NONE);
    }

    /** The method of this name on the wire; null if there is none. */
    public @Nullable MethodSchema method(String wireName) {
        for (MethodSchema method : methods) {
            if (method.name().equals(wireName)) {
                return method;
            }
        }
        return null;
    }

    /** The same service under another name. */
    public ServiceSchema named(String other) {
        return new ServiceSchema(other, methods, notes);
    }
}
