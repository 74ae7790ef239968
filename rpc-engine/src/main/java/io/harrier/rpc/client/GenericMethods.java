package io.harrier.rpc.client;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The methods that are called without classes, in one form of arguments. Each is made once, and
 * again when its source has a newer schema. For any thread.
 */
final class GenericMethods {
    private final SchemaSource source;
    private final String service;
    private final Caller caller;
    private final ClientOptions options;
    private final GenericForm form;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * @param service that is meant where a call names none; empty for the source's only one
     */
    GenericMethods(
            Caller caller,
            SchemaSource source,
            String service,
            ClientOptions options,
            GenericForm form) {
        this.caller = caller;
        this.source = source;
        this.service = service;
        this.options = options;
        this.form = form;
    }

    /** A schema, and the methods that were made of it. */
    private record Known(ServiceSchema schema, Map<String, ClientMethod> methods) {}

    /**
     * @param asked the service; empty for the one that is meant without saying
     * @throws RpcException if there is no such service or method: never sent
     */
    ClientMethod of(String asked, String method) {
        String name = asked.isEmpty() ? meant() : asked;
        Known current = current(name);
        ClientMethod made = current.methods.get(method);
        return made == null
                ? current.methods.computeIfAbsent(method, m -> make(current.schema, m))
                : made;
    }

    private Known current(String name) {
        ServiceSchema schema = source.find(name);
        if (schema == null) {
            throw new RpcException(
                    ErrorKind.UNKNOWN_SERVICE,
                    "service "
                            + name
                            + " (expected: one of "
                            + source.services()
                            + "); never sent");
        }
        Known current = known.get(name);
        if (current == null || current.schema != schema) {
            current = new Known(schema, new ConcurrentHashMap<>());
            known.put(name, current);
        }
        return current;
    }

    private ClientMethod make(ServiceSchema schema, String name) {
        MethodSchema method = schema.method(name);
        if (method == null) {
            throw new RpcException(
                    ErrorKind.UNKNOWN_METHOD,
                    "method "
                            + name
                            + " of "
                            + schema.name()
                            + " (expected: one of "
                            + schema.methods().stream().map(MethodSchema::name).toList()
                            + "); never sent");
        }
        ServiceSchema onWire =
                options.service().isEmpty() ? schema : schema.named(options.service());
        MethodSchema told = options.told(method);
        return new ClientMethod(
                onWire,
                told,
                form.serializer(method),
                options,
                caller.chain(onWire, told),
                form.keys(method, options));
    }

    private String meant() {
        if (!service.isEmpty()) {
            return service;
        }
        Set<String> all = source.services();
        if (all.size() != 1) {
            throw new RpcException(
                    ErrorKind.UNKNOWN_SERVICE,
                    "no service named (expected: one of " + all + "); never sent");
        }
        return all.iterator().next();
    }
}
