package io.harrier.rpc.client;

import io.harrier.rpc.reflect.Reflection;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Asks the called server for its schemas, each once. For any thread; blocks while it asks. */
final class ServerSchemas implements SchemaSource {
    private final Reflection server;
    private final Map<String, ServiceSchema> known = new ConcurrentHashMap<>();

    ServerSchemas(Reflection server) {
        this.server = server;
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
        String idl = server.thriftIdl(service).orElse(null);
        ServiceSchema schema =
                idl == null ? null : ThriftIdlParser.parse(service, idl).service(service);
        if (schema != null) {
            known.put(service, schema);
        }
        return schema;
    }
}
