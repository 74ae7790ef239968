package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.Set;

/**
 * All clients of the application, for code that learns only at run time which one it wants. For any
 * thread.
 */
public interface RpcClientRegistry {
    /**
     * A proxy of the service that the interface stands for.
     *
     * @param client as in {@code rpc.client.<name>}
     * @throws RuntimeException if the client has no target or the interface is no service; Spring
     *     Boot knows how to explain it
     */
    <T> T proxy(String client, Class<T> type);

    /** The names under {@code rpc.client}, but for {@code default}, in order. */
    Set<String> names();
}
