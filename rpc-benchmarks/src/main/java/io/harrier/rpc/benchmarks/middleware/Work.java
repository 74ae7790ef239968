package io.harrier.rpc.benchmarks.middleware;

import java.util.concurrent.CompletableFuture;

/** What the load calls. */
public interface Work {
    /** Takes one of the permits for a while. */
    int work(int id);

    /** Does nothing. */
    int empty(int id);

    /** The same for callers that do not wait. */
    interface Async {
        CompletableFuture<Integer> work(int id);

        CompletableFuture<Integer> empty(int id);
    }
}
