package io.harrier.rpc.concurrent;

/** Where time comes from, so that a test can move the clock. */
@FunctionalInterface
public interface Ticker {
    /** The machine's monotonic clock. */
    Ticker SYSTEM = System::nanoTime;

    /** Nanoseconds since an arbitrary point; only differences mean anything. */
    long nanos();
}
