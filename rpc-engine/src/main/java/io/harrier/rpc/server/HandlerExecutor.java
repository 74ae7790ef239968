package io.harrier.rpc.server;

import io.harrier.rpc.concurrent.SharedThreads;
import io.harrier.rpc.concurrent.VirtualThreads;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that handlers run on. How many calls there may be at once is the dispatcher's affair.
 */
final class HandlerExecutor implements Executor {
    private static final String NAME = "rpc-handler-";
    private static final String VIRTUAL_NAME = "rpc-handler";

    private final Executor executor;
    private final @Nullable ThreadPoolExecutor pool;

    /**
     * @param maxWaiting calls that may wait for a thread of the pool
     */
    HandlerExecutor(HandlerThreads threads, int poolThreads, int maxWaiting) {
        ThreadFactory virtual =
                threads == HandlerThreads.POOL ? null : VirtualThreads.factory(VIRTUAL_NAME);
        if (virtual == null && threads == HandlerThreads.VIRTUAL) {
            throw new IllegalStateException(
                    "handler threads: VIRTUAL on Java "
                            + Runtime.version().feature()
                            + " (expected: Java 21 or later, or AUTO, or POOL)");
        }
        if (virtual == null) {
            ThreadPoolExecutor bounded = pool(poolThreads, maxWaiting);
            pool = bounded;
            executor = bounded;
        } else {
            pool = null;
            executor = new SharedThreads(new Starter(virtual));
        }
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    boolean isVirtual() {
        return pool == null;
    }

    /** Ends the pool's threads; the tasks that none of them began. */
    List<Runnable> close() {
        return pool == null ? List.of() : pool.shutdownNow();
    }

    private static ThreadPoolExecutor pool(int poolThreads, int maxWaiting) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        poolThreads,
                        poolThreads,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(maxWaiting),
                        task -> {
                            Thread thread = new Thread(task, NAME + number.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** A handler's thread starts the next: nothing of what a handler left there goes on with it. */
    private record Starter(ThreadFactory threads, @Nullable ClassLoader loader)
            implements Executor {
        Starter(ThreadFactory threads) {
            this(threads, Thread.currentThread().getContextClassLoader());
        }

        @Override
        public void execute(Runnable task) {
            Thread thread = threads.newThread(task);
            thread.setContextClassLoader(loader);
            thread.start();
        }
    }
}
