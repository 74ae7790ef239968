package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Targets that name a service instead of its hosts. */
final class DiscoveryTarget {
    private static final List<String> SCHEMES = List.of("discovery://", "lb://");

    private DiscoveryTarget() {}

    /**
     * @param client name of the client, which is the id if the target has none
     * @return null if the target is of another form
     */
    static @Nullable String serviceId(String target, String client) {
        for (String scheme : SCHEMES) {
            if (target.startsWith(scheme)) {
                String id = target.substring(scheme.length());
                return id.isEmpty() ? client : id;
            }
        }
        return null;
    }
}
