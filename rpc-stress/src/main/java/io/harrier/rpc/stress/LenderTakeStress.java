package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.Lender;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** One idle entry and two that take: it has one owner, and is there again once given back. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the first took it")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "the second took it")
@State
public class LenderTakeStress {
    private final Lender<Borrowed, String> lender =
            new Lender<>((entry, waiter) -> true, waiter -> false);
    private final Borrowed entry = new Borrowed();

    /** With one idle entry. */
    public LenderTakeStress() {
        lender.add(entry);
        lender.giveBack(entry);
    }

    /** Takes. */
    @Actor
    public void first(III_Result taken) {
        taken.r1 = lender.take() == null ? 0 : 1;
    }

    /** Takes too. */
    @Actor
    public void second(III_Result taken) {
        taken.r2 = lender.take() == null ? 0 : 1;
    }

    /** Gives it back, and looks. */
    @Arbiter
    public void afterwards(III_Result taken) {
        lender.giveBack(entry);
        taken.r3 = lender.take() == null ? 0 : 1;
    }
}
