package io.harrier.rpc.stress;

import io.harrier.rpc.concurrent.SlotTable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An entry is taken once, and an old id never finds the entry that came after it. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "taken by the one who claims again")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "taken by the other")
@Outcome(id = ".*, 2", expect = Expect.FORBIDDEN, desc = "an old id found the new entry")
@State
public class SlotTableReuseStress {
    private static final String OLD = "old";

    private final SlotTable<String> table = new SlotTable<>(64);
    private final int id = table.claim(OLD);

    /** Takes the entry, then claims a slot for the next. */
    @Actor
    public void takeAndClaim(II_Result taken) {
        taken.r1 = number(table.take(id));
        table.claim("new");
    }

    /** Takes by the old id. */
    @Actor
    public void take(II_Result taken) {
        taken.r2 = number(table.take(id));
    }

    private static int number(@Nullable String entry) {
        return entry == null ? 0 : entry.equals(OLD) ? 1 : 2;
    }
}
