package io.harrier.rpc.schema;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows services by their names on the wire: an IDL, a server that is asked, a registry. For any
 * thread; may block where it asks somebody.
 */
public interface SchemaSource {
    /** The names of the services it knows. */
    Set<String> services();

    /** The newest schema of a service; null if it knows none of this name. */
    @Nullable ServiceSchema find(String service);

    /** A source of this one service. */
    static SchemaSource of(ServiceSchema schema) {
        return new SchemaSource() {
            @Override
            public Set<String> services() {
                return Set.of(schema.name());
            }

            @Override
            public @Nullable ServiceSchema find(String service) {
                return service.equals(schema.name()) ? schema : null;
            }
        };
    }
}
