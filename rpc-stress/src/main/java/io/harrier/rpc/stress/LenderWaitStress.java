package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.Lender;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * An entry comes back while one begins to wait for it and another takes what is there: nobody waits
 * beside an idle entry, and it has one owner.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "found by the one who would wait")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "given to the one who waited")
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "taken by the other, so one waits")
@State
public class LenderWaitStress {
    private final AtomicInteger given = new AtomicInteger();
    private final Lender<Borrowed, String> lender =
            new Lender<>((entry, waiter) -> given.incrementAndGet() > 0);
    private final Borrowed entry = new Borrowed();

    /** With one entry, which is lent. */
    public LenderWaitStress() {
        lender.add(entry);
    }

    /** Takes it, or waits for it. */
    @Actor
    public void takeOrWait(III_Result seen) {
        seen.r1 = lender.takeOrWait("waiter") == null ? 0 : 1;
    }

    /** Gives it back. */
    @Actor
    public void giveBack() {
        lender.giveBack(entry);
    }

    /** Takes it if it is there. */
    @Actor
    public void take(III_Result seen) {
        seen.r3 = lender.take() == null ? 0 : 1;
    }

    /** Counts who was given it. */
    @Arbiter
    public void count(III_Result seen) {
        seen.r2 = given.get();
    }
}
