package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.StripedCounters;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** No addition is lost, and each is seen whole. */
@JCStressTest
@Outcome(id = "0, 4294967298", expect = Expect.ACCEPTABLE, desc = "read before both")
@Outcome(id = "1, 4294967298", expect = Expect.ACCEPTABLE, desc = "read after the small one")
@Outcome(id = "4294967297, 4294967298", expect = Expect.ACCEPTABLE, desc = "after the large one")
@Outcome(id = "4294967298, 4294967298", expect = Expect.ACCEPTABLE, desc = "read after both")
@State
public class StripedCountersStress {
    private final StripedCounters counters = new StripedCounters(3);

    /** Adds one. */
    @Actor
    public void addSmall() {
        counters.add(1, 1);
    }

    /** Adds to both halves of the word. */
    @Actor
    public void addLarge() {
        counters.add(1, (1L << 32) + 1);
    }

    /** Reads meanwhile. */
    @Actor
    public void read(JJ_Result seen) {
        seen.r1 = counters.sum(1);
    }

    /** Reads what is left in the end. */
    @Arbiter
    public void readAll(JJ_Result seen) {
        seen.r2 = counters.sum(1);
    }
}
