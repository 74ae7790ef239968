package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.GenericClient;

/**
 * Calls without classes, through the application's clients.
 *
 * <pre>{@code
 * Object user = rpcTemplate.client("users").call("findById", Map.of("id", 7));
 * String json = rpcTemplate.client("users").json("findById", "{\"id\": 7}");
 * }</pre>
 *
 * <p>The schema is that of {@code rpc.client.<name>.idl}; without that key the called server is
 * asked, which tells it to callers on the same machine, and to others where {@code
 * rpc.server.reflection} is {@code all}. For any thread.
 */
public final class RpcTemplate {
    private final RpcClients clients;

    RpcTemplate(RpcClients clients) {
        this.clients = clients;
    }

    /**
     * Calls through the client of this name.
     *
     * @param name as in {@code rpc.client.<name>}
     * @throws RuntimeException if it has no target, or its IDL is broken; Spring Boot knows how to
     *     explain it
     */
    public GenericClient client(String name) {
        return clients.generic(name);
    }
}
