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

/**
 * An entry comes back for two that cannot look, while the second gives up: the first is given it.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the first was given it")
@State
public class LenderOweStress {
    private final AtomicInteger given = new AtomicInteger();
    private final Lender<Borrowed, String> lender =
            new Lender<>(
                    (entry, waiter) -> given.addAndGet(waiter.equals("first") ? 1 : 2) > 0,
                    waiter -> false);
    private final Borrowed entry = new Borrowed();

    /** With one entry, which is lent. */
    public LenderOweStress() {
        lender.add(entry);
        lender.takeOrWait("first");
        lender.takeOrWait("second");
    }

    /** Gives up. */
    @Actor
    public void forget(II_Result seen) {
        seen.r1 = lender.forget("second") ? 1 : 0;
    }

    /** Gives it back. */
    @Actor
    public void giveBack() {
        lender.giveBack(entry);
    }

    /** Tells who was given it. */
    @Arbiter
    public void tell(II_Result seen) {
        seen.r2 = given.get();
    }
}
