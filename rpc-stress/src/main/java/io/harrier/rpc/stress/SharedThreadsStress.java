package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.SharedThreads;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A task that comes while a thread ends runs, and once. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each ran once")
@State
public class SharedThreadsStress {
    private final Queue<Runnable> started = new ConcurrentLinkedQueue<>();
    private final SharedThreads threads = new SharedThreads(started::add);
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger second = new AtomicInteger();

    /** Brings a task, and is a thread that was started. */
    @Actor
    public void one() {
        threads.execute(first::incrementAndGet);
        serveOne();
    }

    /** The same. */
    @Actor
    public void other() {
        threads.execute(second::incrementAndGet);
        serveOne();
    }

    /** Is all threads that are left. */
    @Arbiter
    public void serveRest(II_Result seen) {
        while (serveOne()) {
            continue;
        }
        seen.r1 = first.get();
        seen.r2 = second.get();
    }

    private boolean serveOne() {
        @Nullable Runnable thread = started.poll();
        if (thread != null) {
            thread.run();
        }
        return thread != null;
    }
}
