package io.harrier.rpc.benchmarks.pool;

import com.zaxxer.hikari.util.ConcurrentBag;
import io.harrier.rpc.concurrent.Lender;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * An object borrowed and given back by eight threads at once, with one for each and with one for
 * every other: against HikariCP's bag, which most Java services borrow their connections from, and
 * commons-pool2. We expect not to take longer, and no memory while there is one for each. Run:
 * -prof gc
 *
 * <p>Who finds none waits up to five seconds, as a caller does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(8)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BorrowBenchmark {
    private static final long PATIENCE_SECONDS = 5;

    @Param({"8", "4"})
    public int objects;

    private final Lender<Thing, Parked> lender =
            new Lender<>((thing, parked) -> parked.give(thing), Parked::tellToLook);

    /** Adds nothing on its own: all objects are there from the start. */
    private final ConcurrentBag<Thing> bag = new ConcurrentBag<>(waiting -> {});

    private final GenericObjectPool<Thing> commons = new GenericObjectPool<>(new Things());

    /** Makes the same number of objects known to each. */
    @Setup
    public void fill() throws Exception {
        commons.setMaxTotal(objects);
        commons.setMaxIdle(objects);
        for (int i = 0; i < objects; i++) {
            Thing thing = new Thing();
            lender.add(thing);
            lender.giveBack(thing);
            bag.add(new Thing());
            commons.addObject();
        }
    }

    /** Ends what has threads. */
    @TearDown
    public void close() {
        bag.close();
        commons.close();
    }

    /** Ours. */
    @Benchmark
    public void lender() {
        Thing thing = lender.take();
        lender.giveBack(thing == null ? waited() : thing);
    }

    /** HikariCP's. */
    @Benchmark
    public void concurrentBag() throws InterruptedException {
        bag.requite(bag.borrow(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Apache's, which locks. */
    @Benchmark
    public void commonsPool() throws Exception {
        commons.returnObject(commons.borrowObject(Duration.ofSeconds(PATIENCE_SECONDS)));
    }

    private Thing waited() {
        Parked parked = new Parked(Thread.currentThread());
        Thing thing = lender.takeOrWait(parked);
        return thing == null
                ? parked.await(lender, TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))
                : thing;
    }

    private static final class Things extends BasePooledObjectFactory<Thing> {
        @Override
        public Thing create() {
            return new Thing();
        }

        @Override
        public PooledObject<Thing> wrap(Thing thing) {
            return new DefaultPooledObject<>(thing);
        }
    }
}
