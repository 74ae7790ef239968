package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.cluster.Discovery;

/** Finds the hosts of services by their ids: what {@code discovery://id} asks. */
interface NamedDiscovery {
    Discovery of(String serviceId);
}
