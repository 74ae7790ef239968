package io.harrier.rpc.stress;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads that count never see the same number. */
@JCStressTest
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE)
@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE)
@State
public class CountersStress {
    private final AtomicInteger count = new AtomicInteger();

    /** The one. */
    @Actor
    public void first(II_Result seen) {
        seen.r1 = count.incrementAndGet();
    }

    /** The other. */
    @Actor
    public void second(II_Result seen) {
        seen.r2 = count.incrementAndGet();
    }
}
