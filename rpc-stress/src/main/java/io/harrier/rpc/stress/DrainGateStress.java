package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.DrainGate;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A gate that was closed while somebody went through is drained in the end, whoever was first. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "went through before the gate closed")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "found it closed")
@State
public class DrainGateStress {
    private final DrainGate gate = new DrainGate(1);

    /** Goes in and out. */
    @Actor
    public void visit(II_Result seen) {
        if (gate.enter()) {
            seen.r1 = 1;
            gate.leave();
        }
    }

    /** Closes the gate. */
    @Actor
    public void close() {
        gate.close();
    }

    /** Asks whether all have left. */
    @Arbiter
    public void ask(II_Result seen) {
        seen.r2 = gate.close().isDone() ? 1 : 0;
    }
}
