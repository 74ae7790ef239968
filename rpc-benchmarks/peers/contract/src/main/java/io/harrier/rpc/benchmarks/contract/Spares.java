package io.harrier.rpc.benchmarks.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Connections that carry one call at a time, for libraries that leave keeping them to their users:
 * the last one given back is the next one lent, and nobody waits, as there are no more callers than
 * connections.
 */
public final class Spares<T> {
    private final ConcurrentLinkedDeque<T> spare = new ConcurrentLinkedDeque<>();
    private final Callable<T> maker;

    public Spares(Callable<T> maker) {
        this.maker = maker;
    }

    public T take() throws Exception {
        T last = spare.pollFirst();
        return last == null ? maker.call() : last;
    }

    /** Only what is sound: one that failed is dropped. */
    public void giveBack(T used) {
        spare.addFirst(used);
    }
}
