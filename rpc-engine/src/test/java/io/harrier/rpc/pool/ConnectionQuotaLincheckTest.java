package io.harrier.rpc.pool;

import io.harrier.rpc.testing.Interleavings;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In any order of steps: never more permits than there are, and none is lost. */
@Tag("lincheck")
final class ConnectionQuotaLincheckTest {
    private static final int MAX = 3;
    private static final int THREADS = 8;

    @Test
    void calls_inAnyInterleaving_areLikeCallsOneByOne() {
        Interleavings.ofThreeThreads()
                .actorsBefore(0)
                .actorsAfter(0)
                .sequentialSpecification(OneByOne.class)
                .check(Shared.class);
    }

    /** What is tested. A thread gives back what it has taken. */
    public static final class Shared {
        private final ConnectionQuota quota = new ConnectionQuota(MAX);
        private final int[] held = new int[THREADS];

        @Operation
        public int takeTwo(@Param(gen = ThreadIdGen.class) int thread) {
            int got = quota.take(2, 0);
            held[thread] += got;
            return got;
        }

        @Operation
        public int keepOne(@Param(gen = ThreadIdGen.class) int thread) {
            held[thread] = quota.take(1, held[thread]);
            return held[thread];
        }

        @Operation
        public boolean give(@Param(gen = ThreadIdGen.class) int thread) {
            if (held[thread] == 0) {
                return false;
            }
            held[thread]--;
            quota.give();
            return true;
        }

        @Operation
        public boolean isUsedUp() {
            return quota.isUsedUp();
        }
    }

    /** What it has to look like. */
    public static final class OneByOne {
        private final int[] held = new int[THREADS];
        private int taken;

        public int takeTwo(int thread) {
            return take(thread, Math.min(2, MAX - taken));
        }

        public int keepOne(int thread) {
            take(thread, Math.min(1 - held[thread], MAX - taken));
            return held[thread];
        }

        public boolean give(int thread) {
            boolean has = held[thread] > 0;
            take(thread, has ? -1 : 0);
            return has;
        }

        public boolean isUsedUp() {
            return taken == MAX;
        }

        private int take(int thread, int more) {
            taken += more;
            held[thread] += more;
            return more;
        }
    }
}
