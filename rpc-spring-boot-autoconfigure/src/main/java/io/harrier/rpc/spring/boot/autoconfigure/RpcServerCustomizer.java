package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.server.RpcServerBuilder;

/** Changes the server after the keys have been applied; all such beans do, in their order. */
@FunctionalInterface
public interface RpcServerCustomizer {
    void customize(RpcServerBuilder server);
}
