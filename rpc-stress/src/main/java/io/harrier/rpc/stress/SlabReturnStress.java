package io.harrier.rpc.stress;

import io.harrier.rpc.buffer.Slab;
import io.harrier.rpc.buffer.SlabPool;
import io.harrier.rpc.concurrent.Ticker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads give the same slab back under the same lease: one does, and it is lent once. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the first gave it")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "the second gave it")
@State
public class SlabReturnStress {
    private static final int BYTES = 512;

    private final SlabPool pool = new SlabPool(0, Ticker.SYSTEM);
    private final Slab slab = pool.take(BYTES);
    private final long lease = slab.lease();

    /** Gives it. */
    @Actor
    public void one(III_Result seen) {
        seen.r1 = pool.give(slab, lease) ? 1 : 0;
    }

    /** Gives it, too. */
    @Actor
    public void two(III_Result seen) {
        seen.r2 = pool.give(slab, lease) ? 1 : 0;
    }

    /** How many of two that are taken now are that slab. */
    @Arbiter
    public void takeTwo(III_Result seen) {
        Slab first = pool.take(BYTES);
        Slab second = pool.take(BYTES);
        seen.r3 = (first == slab ? 1 : 0) + (second == slab ? 1 : 0);
        pool.give(first, first.lease());
        pool.give(second, second.lease());
        pool.close();
    }
}
