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

/** An entry comes back while one that was woken looks: it is found, or the one is woken again. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "found")
@Outcome(id = "0, 2", expect = Expect.ACCEPTABLE, desc = "looked in vain, and woken again")
@State
public class LenderLookStress {
    private final AtomicInteger told = new AtomicInteger();
    private final Lender<Borrowed, String> lender =
            new Lender<>((entry, waiter) -> false, waiter -> told.incrementAndGet() > 0);
    private final Borrowed entry = new Borrowed();

    /** With one entry, which came back and was taken by another than the one it woke. */
    public LenderLookStress() {
        lender.add(entry);
        lender.takeOrWait("waiter");
        lender.giveBack(entry);
        lender.take();
    }

    /** Looks, as it was told. */
    @Actor
    public void look(II_Result seen) {
        seen.r1 = lender.look("waiter") == null ? 0 : 1;
    }

    /** Gives it back. */
    @Actor
    public void giveBack() {
        lender.giveBack(entry);
    }

    /** Counts how often it was told. */
    @Arbiter
    public void count(II_Result seen) {
        seen.r2 = told.get();
    }
}
