package io.harrier.rpc.benchmarks.hosts;

/**
 * A call that failed.
 *
 * @param mayRunTwice whether its method is idempotent
 * @param begunNanos when it was made, as {@link System#nanoTime()} counts
 * @param endedNanos when its caller was told
 * @param wasSent whether the server may have seen it
 */
record Failure(
        boolean mayRunTwice, long begunNanos, long endedNanos, boolean wasSent, String text) {}
