package io.harrier.rpc.trace;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** Makes ids: 128 random bits for a trace, 64 for a span, never 0. For any thread. */
final class TraceIds {
    private final LongSupplier random;
    private final long key;

    /**
     * @param random for any thread
     * @param key of this process, mixed into all traces' ids: what is random within a process may
     *     begin alike in two
     */
    TraceIds(LongSupplier random, long key) {
        this.random = random;
        this.key = key;
    }

    static long ofThread() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** A trace id's upper half, or a span id. */
    long next() {
        long id = random.getAsLong();
        return id == 0 ? 1 : id;
    }

    /** A trace id's lower half, by whose last 56 bits it is sampled. */
    long nextLow() {
        return next() ^ key;
    }
}
