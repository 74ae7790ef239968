package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.Lender;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An entry comes back while the one that is awake for it gives up: the next is woken, once. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "woken")
@State
public class LenderWakeStress {
    private final AtomicInteger told = new AtomicInteger();
    private final Lender<Borrowed, String> lender =
            new Lender<>((entry, waiter) -> false, this::tell);
    private final Borrowed entry = new Borrowed();

    /** With one entry, which came back and was taken by another than the one it woke. */
    public LenderWakeStress() {
        lender.add(entry);
        lender.takeOrWait("awake");
        lender.takeOrWait("asleep");
        lender.giveBack(entry);
        lender.take();
    }

    /** Gives up. */
    @Actor
    public void forget() {
        lender.forget("awake");
    }

    /** Gives it back. */
    @Actor
    public void giveBack() {
        lender.giveBack(entry);
    }

    /** Counts how often the other was told. */
    @Arbiter
    public void count(I_Result seen) {
        seen.r1 = told.get();
    }

    private boolean tell(String waiter) {
        return !waiter.equals("asleep") || told.incrementAndGet() > 0;
    }
}
