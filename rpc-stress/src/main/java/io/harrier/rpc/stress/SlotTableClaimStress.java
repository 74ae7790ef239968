package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.SlotTable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads that claim get two slots, in a chunk that neither has seen before. */
@JCStressTest
@Outcome(id = "64, 65", expect = Expect.ACCEPTABLE, desc = "the first was first")
@Outcome(id = "65, 64", expect = Expect.ACCEPTABLE, desc = "the second was first")
@State
public class SlotTableClaimStress {
    private final SlotTable<Object> table = new SlotTable<>(64);

    /** Claims. */
    @Actor
    public void first(II_Result ids) {
        ids.r1 = table.claim("first");
    }

    /** Claims too. */
    @Actor
    public void second(II_Result ids) {
        ids.r2 = table.claim("second");
    }
}
