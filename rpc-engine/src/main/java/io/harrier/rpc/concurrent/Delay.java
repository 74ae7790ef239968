package io.harrier.rpc.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a task after a time, so that a test can say when. */
@FunctionalInterface
public interface Delay {
    /** On the threads of the common pool, where a task may block for a moment. */
    Delay SYSTEM =
            (task, nanos) ->
                    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(task);

    void run(Runnable task, long nanos);
}
