package io.harrier.rpc.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/** Targets from the keys. */
final class PropertiesRpcClientConnectionDetails implements RpcClientConnectionDetails {
    private final ClientConfiguration configuration;

    PropertiesRpcClientConnectionDetails(ClientConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public @Nullable String target(String client) {
        return configuration.of(client).getTarget();
    }
}
