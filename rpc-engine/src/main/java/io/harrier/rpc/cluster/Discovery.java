package io.harrier.rpc.cluster;

import java.util.List;

/**
 * Where the hosts of one target come from: an SPI. A source that has to be asked again and again is
 * a {@link PolledDiscovery}; one that tells changes by itself implements this.
 *
 * <pre>{@code
 * Discovery users = listener -> {
 *     Closeable subscription = registry.subscribe("users", hosts -> listener.onHosts(hosts));
 *     return subscription::close;
 * };
 * RpcClient client = RpcClient.builder("users").discovery(users).build();
 * }</pre>
 */
@FunctionalInterface
public interface Discovery {
    /**
     * Begins to tell the hosts, at once or later, and whenever they change. It neither blocks nor
     * throws: a source that cannot be reached is told as a failure, and asked again.
     */
    Watch watch(Listener listener);

    /** Is told of the hosts. Any thread may do so, one at a time. */
    interface Listener {
        /** All hosts that there are now. None is no answer: those known before stay in use. */
        void onHosts(List<HostAddress> hosts);

        /** The hosts cannot be told; those known before stay in use. */
        void onFailure(Throwable cause);
    }

    /** Goes on until it is closed; then nothing more is told. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Always the same hosts. */
    static Discovery of(List<HostAddress> hosts) {
        return listener -> {
            listener.onHosts(hosts);
            return () -> {};
        };
    }
}
