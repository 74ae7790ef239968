package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as its file has it.
 *
 * @param schema with the inherited methods, which stand first
 * @param parent the service it extends, named as in the file ({@code shared.Base} if that is in an
 *     included one); null if there is none
 * @param ownMethods those that it does not inherit
 */
public record IdlService(
        ServiceSchema schema, @Nullable String parent, List<MethodSchema> ownMethods) {

    public IdlService {
        ownMethods = List.copyOf(ownMethods);
    }
}
