package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The clients that have been made so far, for those who look at them: to ask for these makes none.
 * For any thread.
 */
final class OpenClients {
    private final Map<String, RpcClient> clients = new TreeMap<>();
    private final List<BiConsumer<String, RpcClient>> listeners = new ArrayList<>();

    /** Tells of all clients, and of each that is made later. */
    synchronized void forEach(BiConsumer<String, RpcClient> listener) {
        clients.forEach(listener);
        listeners.add(listener);
    }

    /** By their names, in order. */
    synchronized Map<String, RpcClient> all() {
        return new TreeMap<>(clients);
    }

    synchronized @Nullable RpcClient get(String name) {
        return clients.get(name);
    }

    synchronized void add(String name, RpcClient client) {
        clients.put(name, client);
        listeners.forEach(listener -> listener.accept(name, client));
    }

    synchronized void close() {
        clients.values().forEach(RpcClient::close);
        clients.clear();
    }
}
