package io.harrier.rpc.pool;

/**
 * What there is of connections to a host, and what there was. The values are read one after the
 * other while calls go on.
 *
 * <p>A connection that takes no more calls is not counted, though its last ones may still be
 * ending.
 *
 * @param host and port
 * @param open connections
 * @param multiplexed those of them that many calls share
 * @param idle those that have no call, and are not shared
 * @param opening that have been begun, and are not open yet
 * @param inFlight calls on connections
 * @param waiting calls that have no connection yet
 * @param opened connections that there have been
 * @param failed attempts to open one
 * @param evicted connections closed for their idleness or age, or for calls to another host
 */
public record PoolStats(
        String host,
        int open,
        int multiplexed,
        int idle,
        int opening,
        int inFlight,
        int waiting,
        long opened,
        long failed,
        long evicted) {}
