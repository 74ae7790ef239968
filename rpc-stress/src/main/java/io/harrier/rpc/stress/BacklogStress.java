package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.Backlog;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who stops as there is too much hears of room, whoever was first. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "room before anybody stopped")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "stopped for a moment, told needlessly")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "stopped and was told")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "stopped for good")
@State
public class BacklogStress {
    private volatile int told;
    private final Backlog backlog = new Backlog(0, () -> told = 1);

    /** Brings too much. */
    public BacklogStress() {
        backlog.add(1);
    }

    /** Looks whether to stop. */
    @Actor
    public void look(II_Result seen) {
        seen.r1 = backlog.isOver() ? 1 : 0;
    }

    /** Makes room. */
    @Actor
    public void remove() {
        backlog.remove(1);
    }

    /** Asks whether somebody was told. */
    @Arbiter
    public void ask(II_Result seen) {
        seen.r2 = told;
    }
}
