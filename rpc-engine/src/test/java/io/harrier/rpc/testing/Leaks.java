package io.harrier.rpc.testing;

import io.netty.util.LeakPresenceDetector;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks for buffers that nobody released. A caller has its answer a moment before the event loop
 * gives back the last buffer, so those that are still out get time to come home.
 */
public final class Leaks extends LeakPresenceDetector<Object> {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final ResourceScope ALL = new Leaks().currentScope();

    private Leaks() {
        super(Object.class);
    }

    /**
     * @throws IllegalStateException if a buffer is still out
     */
    public static void check() {
        long start = System.nanoTime();
        while (ALL.hasOpenResources() && System.nanoTime() - start < PATIENCE_NANOS) {
            LockSupport.parkNanos(1_000_000);
        }
        LeakPresenceDetector.check();
    }
}
