package io.harrier.rpc.benchmarks.contract;

/** Who waits for a reply. */
public enum Mode {
    /** Platform threads, one call at a time each. */
    BLOCKING,
    /** Virtual threads, one call at a time each. */
    VIRTUAL,
    /** Nobody: each reply starts the next call. */
    ASYNC,
    /** Nobody: calls start at their times, whatever became of those before. */
    OPEN
}
