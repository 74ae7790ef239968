package io.harrier.rpc.benchmarks.middleware;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.ContextKey;
import io.harrier.rpc.context.Metadata;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Whether contexts outlive the calls they were bound for. */
public final class Leftovers {
    private static final ContextKey<Object> KEY = ContextKey.named("leftover");
    private static final int COLLECTIONS = 20;

    private Leftovers() {}

    /**
     * Binds a context with a filled slot on a thread of its own for each of so many calls.
     *
     * @return contexts that can still be reached, and threads that began or ended with one
     */
    public static int after(int calls) {
        AtomicInteger wrong = new AtomicInteger();
        ExecutorService threads = threads();
        CountDownLatch done = new CountDownLatch(calls);
        WeakReference<?>[] contexts = new WeakReference<?>[calls];
        IntStream.range(0, calls)
                .forEach(i -> threads.execute(() -> call(i, contexts, wrong, done)));
        try {
            done.await();
            threads.shutdown();
            return wrong.get() + reachable(contexts);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void call(
            int i, WeakReference<?>[] contexts, AtomicInteger wrong, CountDownLatch done) {
        wrong.addAndGet(CallContext.current() == CallContext.NONE ? 0 : 1);
        CallContext context =
                new CallContext("s", "m" + i, "", "", Metadata.NONE, CallContext.NO_DEADLINE);
        contexts[i] = new WeakReference<>(context);
        context.put(KEY, new byte[64]);
        context.wrap(() -> wrong.addAndGet(CallContext.current() == context ? 0 : 1)).run();
        wrong.addAndGet(CallContext.current() == CallContext.NONE ? 0 : 1);
        done.countDown();
    }

    private static int reachable(WeakReference<?>[] contexts) throws InterruptedException {
        int left = contexts.length;
        for (int i = 0; i < COLLECTIONS && left > 0; i++) {
            System.gc();
            Thread.sleep(50);
            left = 0;
            for (WeakReference<?> each : contexts) {
                left += each.get() == null ? 0 : 1;
            }
        }
        return left;
    }

    /** Virtual ones, where the JDK has them. */
    private static ExecutorService threads() {
        try {
            Method virtual = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (ExecutorService) virtual.invoke(null);
        } catch (ReflectiveOperationException | UnsupportedOperationException e) {
            return Executors.newFixedThreadPool(4);
        }
    }
}
