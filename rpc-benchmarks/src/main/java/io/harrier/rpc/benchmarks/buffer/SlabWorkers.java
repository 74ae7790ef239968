package io.harrier.rpc.benchmarks.buffer;

import io.harrier.rpc.buffer.SlabPool;
import io.harrier.rpc.buffer.SlabThread;
import io.harrier.rpc.concurrent.Ticker;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for JMH that are as event loops are: each keeps slabs of one pool for itself. */
public final class SlabWorkers extends ThreadPoolExecutor {
    static final long CLASS_BYTES = 1024 * 1024;
    static final SlabPool POOL = new SlabPool(CLASS_BYTES, Ticker.SYSTEM);

    /** As JMH asks for it. */
    public SlabWorkers(int threads, String name) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Worker(task, name));
    }

    private static final class Worker extends SlabThread {
        Worker(Runnable task, String name) {
            super(POOL, task, name);
            setDaemon(true);
        }
    }
}
