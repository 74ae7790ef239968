package io.harrier.rpc.cluster;

import java.util.List;

/**
 * Chooses the hosts of calls: an SPI. It keeps nothing of its own, so that one may serve several
 * clients; what it keeps for a list of hosts is in the {@link Picker}. For any thread.
 */
@FunctionalInterface
public interface Balancer {
    /**
     * Asked for once whenever the hosts or their weights have changed.
     *
     * @param hosts in the order of their names; never empty
     */
    Picker over(List<? extends Host<?>> hosts);

    /** Chooses among the hosts of one list. For any thread. */
    @FunctionalInterface
    interface Picker {
        /**
         * @param key hash of what the call is bound to a host by, a random number for other calls
         * @return the host's index in the list; -1 if {@link Host#share()} says of all that they
         *     are avoided: then one is taken that has not been tried yet
         */
        int pick(long key);
    }
}
