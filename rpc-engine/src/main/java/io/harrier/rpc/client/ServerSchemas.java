package io.harrier.rpc.client;

import io.harrier.rpc.reflect.Reflection;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the called server for its schemas, each once. For any thread; blocks while it asks. */
final class ServerSchemas implements SchemaSource {
    private final Reflection server;
    private final Function<String, Map<String, ServiceSchema>> parser;
    private final Map<String, ServiceSchema> known = new ConcurrentHashMap<>();

    /**
     * @param parser of a Thrift IDL, to its services by name
     */
    ServerSchemas(Reflection server, Function<String, Map<String, ServiceSchema>> parser) {
        this.server = server;
        this.parser = parser;
    }

    @Override
    public Set<String> services() {
        return new TreeSet<>(server.services());
    }

    @Override
    public @Nullable ServiceSchema find(String service) {
        ServiceSchema schema = known.get(service);
        return schema == null ? ask(service) : schema;
    }

    private @Nullable ServiceSchema ask(String service) {
        Optional<String> idl = server.thriftIdl(service);
        ServiceSchema schema = idl.map(parser).map(parsed -> parsed.get(service)).orElse(null);
        if (schema != null) {
            known.put(service, schema);
        }
        return schema;
    }
}
