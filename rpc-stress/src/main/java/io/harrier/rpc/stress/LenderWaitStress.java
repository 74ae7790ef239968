package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.Lender;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An entry comes back while one begins to wait for it: found or given, and never missed. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "found by the one who would wait")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "given to the one who waited")
@State
public class LenderWaitStress {
    private final AtomicInteger given = new AtomicInteger();
    private final Lender<Borrowed, String> lender =
            new Lender<>((entry, waiter) -> given.incrementAndGet() > 0, waiter -> false);
    private final Borrowed entry = new Borrowed();

    /** With one entry, which is lent. */
    public LenderWaitStress() {
        lender.add(entry);
    }

    /** Takes it, or waits for it. */
    @Actor
    public void takeOrWait(II_Result seen) {
        seen.r1 = lender.takeOrWait("waiter") == null ? 0 : 1;
    }

    /** Gives it back. */
    @Actor
    public void giveBack() {
        lender.giveBack(entry);
    }

    /** Counts who was given it. */
    @Arbiter
    public void count(II_Result seen) {
        seen.r2 = given.get();
    }
}
