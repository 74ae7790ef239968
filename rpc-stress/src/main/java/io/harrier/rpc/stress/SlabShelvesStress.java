package io.harrier.rpc.stress;

import io.harrier.rpc.buffer.Slab;
import io.harrier.rpc.buffer.SlabPool;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.metrics.BufferStats;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Slabs that are taken, given back and moved between places have one owner, and none is lost. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each has one owner, all are there")
@State
public class SlabShelvesStress {
    private static final int BYTES = 512;
    private static final int SLABS = 8;

    /** As many as a pool has. */
    private static final int PLACES =
            Math.min(32, Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 2);

    /** Each place has room for 4 slabs near, which come in bundles of 2, and 8 far. */
    private final SlabPool pool = new SlabPool(PLACES * 12 * BYTES, Ticker.SYSTEM);

    private final Slab[] ofNone = new Slab[3];
    private final Slab[] ofOne = new Slab[2];
    private final Slab[] ofTwo = new Slab[2];

    /** Leaves one near the thread that makes it, and four far, for strangers to fetch bundles. */
    public SlabShelvesStress() {
        Slab[] slabs = new Slab[SLABS];
        for (int i = 0; i < SLABS; i++) {
            slabs[i] = pool.take(BYTES);
        }
        for (Slab slab : slabs) {
            pool.give(slab, slab.lease());
        }
        for (int i = 0; i < ofNone.length; i++) {
            ofNone[i] = pool.take(BYTES);
        }
    }

    /** Keeps two of three. */
    @Actor
    public void one() {
        keepTwo(ofOne);
    }

    /** The same. */
    @Actor
    public void two() {
        keepTwo(ofTwo);
    }

    private void keepTwo(Slab[] kept) {
        Slab given = pool.take(BYTES);
        kept[0] = pool.take(BYTES);
        pool.give(given, given.lease());
        kept[1] = pool.take(BYTES);
    }

    /** Whether nobody has another's, and whether all that were made are known. */
    @Arbiter
    public void count(II_Result seen) {
        boolean isApart = isNoneOf(ofTwo, ofOne[0]) && isNoneOf(ofTwo, ofOne[1]);
        boolean isOwn = ofOne[0] != ofOne[1] && ofTwo[0] != ofTwo[1];
        seen.r1 = isApart && isOwn ? 1 : 0;
        BufferStats stats = pool.stats();
        long lent = ofNone.length + ofOne.length + ofTwo.length;
        long known = lent + stats.drops() + stats.bytesHeld() / BYTES;
        seen.r2 = stats.misses() == known ? 1 : 0;
        giveAll(ofNone);
        giveAll(ofOne);
        giveAll(ofTwo);
        pool.close();
    }

    private static boolean isNoneOf(Slab[] slabs, Slab slab) {
        return slabs[0] != slab && slabs[1] != slab;
    }

    private void giveAll(Slab[] slabs) {
        for (Slab slab : slabs) {
            pool.give(slab, slab.lease());
        }
    }
}
