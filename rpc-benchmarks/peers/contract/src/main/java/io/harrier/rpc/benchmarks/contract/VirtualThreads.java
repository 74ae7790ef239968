package io.harrier.rpc.benchmarks.contract;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads where the JDK has them; this is compiled for one that has not. */
public final class VirtualThreads {
    private VirtualThreads() {}

    /** A virtual thread for each task; a platform thread before JDK 21. */
    public static ExecutorService executor() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newCachedThreadPool();
        }
    }
}
