package io.harrier.rpc.concurrent;

import io.harrier.rpc.testing.Interleavings;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In any order of steps: nothing is lost, nothing comes twice, one producer is told to wake. */
@Tag("lincheck")
final class HandoffQueueLincheckTest {
    @Test
    void calls_inAnyInterleaving_areLikeCallsOneByOne() {
        Interleavings.ofThreeThreads().sequentialSpecification(OneByOne.class).check(Shared.class);
    }

    /** What is tested: many producers, one consumer. */
    public static final class Shared {
        private final HandoffQueue<HandoffQueueTest.Item> queue = new HandoffQueue<>();

        @Operation
        public boolean offer(@Param(gen = IntGen.class) int number) {
            return queue.offer(new HandoffQueueTest.Item(number));
        }

        @Operation(nonParallelGroup = "consumer")
        public List<Integer> takeAll() {
            return HandoffQueueTest.Item.numbers(queue.takeAll());
        }
    }

    /** What it has to look like. */
    public static final class OneByOne {
        private List<Integer> queued = new ArrayList<>();

        public boolean offer(int number) {
            queued.add(number);
            return queued.size() == 1;
        }

        public List<Integer> takeAll() {
            List<Integer> all = queued;
            queued = new ArrayList<>();
            return all;
        }
    }
}
