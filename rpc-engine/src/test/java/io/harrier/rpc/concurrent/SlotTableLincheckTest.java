package io.harrier.rpc.concurrent;

import io.harrier.rpc.testing.Interleavings;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In any order of steps: an entry is taken once, by its own id, and an old id finds nothing. */
@Tag("lincheck")
final class SlotTableLincheckTest {
    private static final int THREADS = 8;

    @Test
    void calls_inAnyInterleaving_areLikeCallsOneByOne() {
        Interleavings.ofThreeThreads().sequentialSpecification(OneByOne.class).check(Shared.class);
    }

    /** What is tested. Each thread's last id is known to all: that is how ids go stale. */
    @Param(name = "owner", gen = IntGen.class, conf = "0:3")
    public static final class Shared {
        private final SlotTable<Entry> table = new SlotTable<>(64);
        private final AtomicIntegerArray ids = new AtomicIntegerArray(THREADS);

        @Operation
        public void claim(@Param(gen = ThreadIdGen.class) int thread) {
            ids.set(thread, table.claim(new Entry(thread)));
        }

        /** The owner as the entry names it; -1 if it was not there. */
        @Operation
        public int take(@Param(name = "owner") int owner) {
            int id = ids.get(owner);
            Entry entry = id == 0 ? null : table.take(id);
            return entry == null ? -1 : entry.owner;
        }
    }

    /** What it has to look like. */
    public static final class OneByOne {
        private final boolean[] present = new boolean[THREADS];

        public void claim(int thread) {
            present[thread] = true;
        }

        public int take(int owner) {
            int taken = present[owner] ? owner : -1;
            present[owner] = false;
            return taken;
        }
    }

    private record Entry(int owner) {}
}
