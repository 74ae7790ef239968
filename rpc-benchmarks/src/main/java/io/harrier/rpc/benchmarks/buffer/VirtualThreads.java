package io.harrier.rpc.benchmarks.buffer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A virtual thread for each task, or, where the JDK has none, a platform thread for all. */
final class VirtualThreads implements AutoCloseable {
    /** {@code Thread.startVirtualThread}, which Java 17 does not know. */
    private static final @Nullable MethodHandle START = start();

    private final @Nullable ExecutorService instead =
            START == null ? Executors.newSingleThreadExecutor() : null;

    void start(Runnable task) {
        if (START == null || instead != null) {
            requireInstead().execute(task);
            return;
        }
        try {
            Thread ignored = (Thread) START.invokeExact(task);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (instead != null) {
            instead.shutdown();
        }
    }

    private ExecutorService requireInstead() {
        return java.util.Objects.requireNonNull(instead);
    }

    private static @Nullable MethodHandle start() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class,
                            "startVirtualThread",
                            MethodType.methodType(Thread.class, Runnable.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
