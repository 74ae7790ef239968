package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.server.RpcServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A running server.
 *
 * @param port -1 if it is reached by an in-process name alone
 * @param calls in handlers now
 * @param middleware the outermost first
 * @param services the names of their methods
 */
record ServerDescription(
        int port,
        String transport,
        boolean encrypted,
        boolean virtualThreads,
        boolean draining,
        int connections,
        int calls,
        List<String> middleware,
        Map<String, List<String>> services) {
    static ServerDescription of(RpcServer server) {
        Map<String, List<String>> services = new TreeMap<>();
        server.schemas()
                .forEach(
                        each ->
                                services.put(
                                        each.name(),
                                        each.methods().stream()
                                                .map(MethodSchema::name)
                                                .sorted()
                                                .toList()));
        return new ServerDescription(
                server.port(),
                server.transport().toLowerCase(Locale.ROOT),
                server.isEncrypted(),
                server.hasVirtualThreads(),
                server.isDraining(),
                server.connections(),
                server.calls(),
                server.middleware().names(),
                services);
    }
}
