package io.harrier.rpc.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where clients call: what {@code rpc.client.<name>.target} says, unless a bean of this type, such
 * as that of a container started for a test, knows better.
 */
@FunctionalInterface
public interface RpcClientConnectionDetails extends ConnectionDetails {
    /**
     * {@code host:port[,host:port]}, or another form of {@code rpc.client.<name>.target}, of the
     * client of this name.
     *
     * @return null if it is not known
     */
    @Nullable String target(String client);
}
