package io.harrier.rpc.concurrent;

import io.harrier.rpc.testing.Interleavings;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In any order of steps: never too many inside, nobody in after close, drained with the last. */
@Tag("lincheck")
final class DrainGateLincheckTest {
    private static final int LIMIT = 2;
    private static final int THREADS = 8;

    @Test
    void calls_inAnyInterleaving_areLikeCallsOneByOne() {
        Interleavings.ofThreeThreads()
                .actorsBefore(0)
                .actorsAfter(0)
                .sequentialSpecification(OneByOne.class)
                .check(Shared.class);
    }

    /** What is tested. A thread leaves only as often as it entered. */
    public static final class Shared {
        private final DrainGate gate = new DrainGate(LIMIT);
        private final int[] entered = new int[THREADS];
        private volatile CompletableFuture<Void> drained;

        @Operation
        public boolean enter(@Param(gen = ThreadIdGen.class) int thread) {
            boolean enters = gate.enter();
            entered[thread] += enters ? 1 : 0;
            return enters;
        }

        @Operation
        public boolean leave(@Param(gen = ThreadIdGen.class) int thread) {
            if (entered[thread] == 0) {
                return false;
            }
            entered[thread]--;
            gate.leave();
            return true;
        }

        @Operation
        public void close() {
            drained = gate.close();
        }

        @Operation
        public boolean isClosed() {
            return gate.isClosed();
        }

        @Operation
        public int inside() {
            return gate.inside();
        }

        @Validate
        public void drainedWithTheLast() {
            CompletableFuture<Void> end = drained;
            if (end != null && end.isDone() != (gate.inside() == 0)) {
                throw new IllegalStateException(
                        gate.inside() + " inside, drained: " + end.isDone());
            }
        }
    }

    /** What it has to look like. */
    public static final class OneByOne {
        private final int[] entered = new int[THREADS];
        private int inside;
        private boolean closed;

        public boolean enter(int thread) {
            boolean enters = !closed && inside < LIMIT;
            inside += enters ? 1 : 0;
            entered[thread] += enters ? 1 : 0;
            return enters;
        }

        public boolean leave(int thread) {
            boolean leaves = entered[thread] > 0;
            inside -= leaves ? 1 : 0;
            entered[thread] -= leaves ? 1 : 0;
            return leaves;
        }

        public void close() {
            closed = true;
        }

        public boolean isClosed() {
            return closed;
        }

        public int inside() {
            return inside;
        }
    }
}
