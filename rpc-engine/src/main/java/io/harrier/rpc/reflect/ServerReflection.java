package io.harrier.rpc.reflect;

import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.idl.ThriftIdl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers from the schemas that a server has. For any thread. */
public final class ServerReflection implements Reflection {
    private static final String NAMESPACE = "harrier";

    private final Map<String, ServiceSchema> services = new TreeMap<>();

    public ServerReflection(List<ServiceSchema> services) {
        services.forEach(service -> this.services.put(service.name(), service));
    }

    @Override
    public List<String> services() {
        return List.copyOf(services.keySet());
    }

    @Override
    public Optional<String> thriftIdl(String service) {
        return Optional.ofNullable(services.get(service)).map(s -> ThriftIdl.asIs(s, NAMESPACE));
    }
}
