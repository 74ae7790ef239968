package io.harrier.rpc.cluster;

/**
 * How a host does, as its client sees it. The values are read one after the other while calls go
 * on.
 *
 * @param name and port
 * @param weight beside that of others
 * @param share part of its usual calls that it is to get now: 0 while it is avoided, less than 1
 *     while it comes back
 * @param inFlight calls that it has not ended
 * @param failureRate part of its last calls that failed for what it is to blame for
 */
public record HostStats(
        String name, double weight, double share, int inFlight, double failureRate) {
    /** Whether calls go there while there are others. */
    public boolean isUsed() {
        return share > 0;
    }
}
