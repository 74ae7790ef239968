package io.harrier.rpc.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a task takes from the heap. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Bytes that this thread allocates while the task runs, garbage included. */
    public static long by(Runnable task) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        task.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
