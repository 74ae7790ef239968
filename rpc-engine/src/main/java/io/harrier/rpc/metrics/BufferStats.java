package io.harrier.rpc.metrics;

/**
 * What the pool of buffers for written frames has done since it was made, and holds now.
 *
 * @param hits buffers that were there when asked for
 * @param misses buffers that had to be made
 * @param drops buffers that came back where there was no room for them, and were freed
 * @param trims buffers that nobody asked for in a while, and that were freed
 * @param doubleReturns attempts to give a buffer back twice: each is a bug of its caller
 * @param lostRaces times that a thread had to try again because another was faster
 * @param bytesHeld bytes of the buffers that wait for their next use
 * @param fragmentation part of the bytes that was lent beyond what was asked for, 0 to 1; of every
 *     64th buffer
 */
public record BufferStats(
        long hits,
        long misses,
        long drops,
        long trims,
        long doubleReturns,
        long lostRaces,
        long bytesHeld,
        double fragmentation) {}
