package io.harrier.rpc.trace;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In any order of steps: records come whole, once, in order; a full ring refuses. */
@Tag("lincheck")
final class SpanRingLincheckTest {
    @Test
    void oneWriterAndOneReader_inAnyInterleaving_areLikeOneByOne() {
        new ModelCheckingOptions()
                .iterations(12)
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(OneByOne.class)
                .check(Shared.class);
    }

    /** What is tested. A record's last word repeats its first, to show that it came whole. */
    public static final class Shared {
        private final SpanRing ring = new SpanRing(2);

        @Operation(nonParallelGroup = "writer")
        public boolean offer(@Param(gen = IntGen.class) int number) {
            return ring.offer(number, 0, 0, 0, 0, 0, 0, 0, number);
        }

        /** One record, or 0: a drain of several is no single step, and need not be. */
        @Operation(nonParallelGroup = "reader")
        public long read() {
            long[] read = new long[1];
            ring.drain((words, at) -> read[0] = words[at] == words[at + 8] ? words[at] : -99, 1);
            return read[0];
        }
    }

    /** What it has to look like. */
    public static final class OneByOne {
        private final Queue<Integer> queued = new ArrayDeque<>();

        public boolean offer(int number) {
            return queued.size() < 2 && queued.add(number);
        }

        public long read() {
            Integer first = queued.poll();
            return first == null ? 0 : first;
        }
    }
}
