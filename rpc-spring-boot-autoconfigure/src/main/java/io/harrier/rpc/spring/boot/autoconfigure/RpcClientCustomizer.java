package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClientBuilder;

/** Changes clients after the keys have been applied; all such beans do, in their order. */
@FunctionalInterface
public interface RpcClientCustomizer {
    /**
     * @param name of the client, as in {@code rpc.client.<name>}
     */
    void customize(String name, RpcClientBuilder client);
}
