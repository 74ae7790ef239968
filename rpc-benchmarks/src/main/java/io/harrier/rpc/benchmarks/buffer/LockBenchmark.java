package io.harrier.rpc.benchmarks.buffer;

import io.harrier.rpc.buffer.Slab;
import io.harrier.rpc.buffer.SlabPool;
import io.harrier.rpc.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a slab cost when four threads take and give at once, and a quarter of the slabs is
 * given back by another thread than took it? The pool should need a fraction of the time of the
 * same slabs behind a lock, and lose hardly a race. The threads are as event loops are, each with
 * stacks of its own ("slab"); or strangers to the pool, as virtual threads are ("shelves"). An
 * operation is one slab taken and one given.
 */
@State(Scope.Benchmark)
@Threads(LockBenchmark.THREADS)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Djmh.executor=CUSTOM",
            "-Djmh.executor.class=io.harrier.rpc.benchmarks.buffer.SlabWorkers"
        })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LockBenchmark {
    static final int THREADS = 4;

    /** Compare-and-sets an operation: of the lease, and of the shelf it came from and went to. */
    private static final int SHELF_RACES = 3;

    /** Slabs that are handed over at once: the hand-over is not what is asked for. */
    private static final int BAG = 32;

    /** Places between two mailboxes, so that no two share a cache line. */
    private static final int APART = 32;

    @Param({"slab", "shelves", "lock", "synchronized"})
    public String kind = "";

    private final AtomicInteger threads = new AtomicInteger();

    /** Where a thread puts slabs for its neighbour to give back. */
    private final AtomicReferenceArray<Slab @Nullable []> mailboxes =
            new AtomicReferenceArray<>((THREADS + 1) * APART);

    private Lender lender = new Lender.Pooled(SlabWorkers.POOL);
    private int races;

    @Setup
    public void setUp() {
        races = kind.equals("shelves") ? SHELF_RACES : 1;
        lender =
                switch (kind) {
                    case "lock" -> new Lender.Locked();
                    case "synchronized" -> new Lender.Synchronized();
                    case "shelves" ->
                            new Lender.Pooled(new SlabPool(SlabWorkers.CLASS_BYTES, Ticker.SYSTEM));
                    default -> new Lender.Pooled(SlabWorkers.POOL);
                };
    }

    /** One of the threads. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Worker {
        public long races;
        public long lostRaces;
        private long lostBefore;
        private int number;
        private long operations;
        private long operationsBefore;
        private Slab[] bag = new Slab[BAG];
        private int bagged;

        @Setup
        public void setUp(LockBenchmark all) {
            number = all.threads.getAndIncrement();
        }

        /** One thread tells for all. */
        @TearDown(Level.Iteration)
        public void tearDown(LockBenchmark all) {
            races = (operations - operationsBefore) * all.races;
            operationsBefore = operations;
            long lost = all.lender.lostRaces();
            lostRaces = number == 0 ? lost - lostBefore : 0;
            lostBefore = lost;
        }
    }

    @Benchmark
    public void takeAndGive(Worker worker) {
        Slab slab = lender.take();
        if ((++worker.operations & 3) == 0) {
            handOver(worker, slab);
        } else {
            lender.give(slab);
        }
    }

    /** Leaves a full bag to the neighbour, and gives back what another has left. */
    private void handOver(Worker worker, Slab slab) {
        worker.bag[worker.bagged++] = slab;
        if (worker.bagged == BAG) {
            int neighbour = (worker.number + 1) % THREADS;
            Slab[] notFetched = mailboxes.getAndSet(neighbour * APART, worker.bag);
            Slab[] left = mailboxes.getAndSet(worker.number * APART, null);
            give(notFetched);
            give(left);
            worker.bag = notFetched != null ? notFetched : left != null ? left : new Slab[BAG];
            worker.bagged = 0;
        }
    }

    private void give(Slab @Nullable [] bag) {
        if (bag != null) {
            for (Slab slab : bag) {
                lender.give(slab);
            }
        }
    }
}
