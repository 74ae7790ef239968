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

/** Who gives up while an entry comes back is given it, or is forgotten and leaves it idle. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "forgotten; the entry is idle")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "was given the entry")
@State
public class LenderForgetStress {
    private final AtomicInteger given = new AtomicInteger();
    private final Lender<Borrowed, String> lender =
            new Lender<>((entry, waiter) -> given.incrementAndGet() > 0, waiter -> false);
    private final Borrowed entry = new Borrowed();

    /** With one entry, which is lent, and one who waits for it. */
    public LenderForgetStress() {
        lender.add(entry);
        lender.takeOrWait("waiter");
    }

    /** Gives up. */
    @Actor
    public void forget(III_Result seen) {
        seen.r1 = lender.forget("waiter") ? 1 : 0;
    }

    /** Gives it back. */
    @Actor
    public void giveBack() {
        lender.giveBack(entry);
    }

    /** Looks where the entry is. */
    @Arbiter
    public void look(III_Result seen) {
        seen.r2 = given.get();
        seen.r3 = lender.take() == null ? 0 : 1;
    }
}
