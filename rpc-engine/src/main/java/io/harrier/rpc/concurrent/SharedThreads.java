package io.harrier.rpc.concurrent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cheap threads that run tasks from one queue until it is empty; while it is not, another one is
 * always coming. Where a task waits, that one goes on with the next; where none does, one thread
 * runs them all and the other finds nothing to do. So no task waits for another that waits, and a
 * crowd of short ones takes two threads.
 *
 * <p>Lock-free, for any thread. Tasks begin in the order they came.
 */
public final class SharedThreads implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SharedThreads.class);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** Whether a thread was started that has not looked into the queue yet. */
    private final AtomicBoolean coming = new AtomicBoolean();

    private final Executor starter;
    private final Runnable serve = this::serve;

    /**
     * @param starter runs what it is given on a thread of its own
     */
    public SharedThreads(Executor starter) {
        this.starter = starter;
    }

    /**
     * Has it run, unless a thread is needed and cannot be started: then it will not, and the
     * starter's failure is thrown. If none can be started at all for a while, one that was taken at
     * the same moment as another that was refused may wait for the next that is brought.
     */
    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        try {
            haveOneComing();
        } catch (Throwable e) {
            boolean isOurs = waiting.remove(task);
            tryToHaveOneComing(); // others have counted on the one that did not come
            if (isOurs) {
                throw e;
            }
        }
    }

    private void serve() {
        coming.set(false); // before it looks: what is added from now on has another one coming
        Runnable task = waiting.poll();
        while (task != null) {
            tryToHaveOneComing();
            task.run();
            Thread.interrupted(); // it was meant for the task that has ended
            task = waiting.poll();
        }
    }

    /** Without one, those that run go on alone. */
    private void tryToHaveOneComing() {
        try {
            if (!waiting.isEmpty()) {
                haveOneComing();
            }
        } catch (Throwable e) {
            LOG.warn("no thread to share the work of those that run", e);
        }
    }

    private void haveOneComing() {
        if (!coming.get() && coming.compareAndSet(false, true)) {
            try {
                starter.execute(serve);
            } catch (Throwable e) {
                coming.set(false);
                throw e;
            }
        }
    }
}
