package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The services of an IDL, as generic calls ask for them. For any thread. */
public final class IdlSchemas implements SchemaSource {
    private final Supplier<IdlDocument> newest;

    private IdlSchemas(Supplier<IdlDocument> newest) {
        this.newest = newest;
    }

    public static IdlSchemas of(IdlDocument document) {
        return new IdlSchemas(() -> document);
    }

    /** Those of the newest document that is whole. */
    public static IdlSchemas of(LiveIdl idl) {
        return new IdlSchemas(idl::document);
    }

    @Override
    public Set<String> services() {
        return newest.get().services().keySet();
    }

    @Override
    public @Nullable ServiceSchema find(String service) {
        return newest.get().service(service);
    }
}
