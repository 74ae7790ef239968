package io.harrier.rpc.concurrent;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * In any order of steps: a number comes out once at most, and all that went in and did not come out
 * is there in the end. Whether a poll may miss one for a moment is left open, so an operation tells
 * only whether the rules were kept. The large form: {@code -Dharrier.lincheck.invocations=20000}.
 */
@Tag("lincheck")
final class BoundedQueueLincheckTest {
    private static final int INVOCATIONS = Integer.getInteger("harrier.lincheck.invocations", 500);

    @Test
    void numbers_inAnyInterleaving_areNeitherLostNorSeenTwice() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(INVOCATIONS)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(0)
                .sequentialSpecification(OneByOne.class)
                .check(Shared.class);
    }

    /** What is tested: a queue of two, so that it is full and empty often, and goes round. */
    public static final class Shared {
        private final BoundedQueue queue = new BoundedQueue(2, () -> {});
        private final BoundedQueue other = new BoundedQueue(2, () -> {});
        private final AtomicIntegerArray inside = new AtomicIntegerArray(64);
        private final AtomicInteger next = new AtomicInteger();

        @Operation
        public boolean offer() {
            int element = next.getAndIncrement();
            inside.set(element, 1);
            if (!queue.offer(element)) {
                inside.set(element, 0);
            }
            return true;
        }

        /** Three at once, of which two fit at most. */
        @Operation
        public boolean offerAll() {
            int[] elements = new int[4];
            for (int i = 1; i < elements.length; i++) {
                elements[i] = next.getAndIncrement();
                inside.set(elements[i], 1);
            }
            int offered = queue.offerAll(elements, 1, 3);
            for (int i = offered + 1; i < elements.length; i++) {
                inside.set(elements[i], 0);
            }
            return offered <= 2;
        }

        @Operation
        public boolean poll() {
            int element = queue.poll();
            return element < 0 || inside.decrementAndGet(element) == 0;
        }

        @Operation
        public boolean pollAll() {
            int[] taken = new int[2];
            int count = queue.pollAll(taken, 2);
            boolean once = true;
            for (int i = 0; i < count; i++) {
                once &= inside.decrementAndGet(taken[i]) == 0;
            }
            return once;
        }

        /** Of two, one is moved; the other queue is full sooner or later. */
        @Operation
        public boolean pollInto() {
            int element = queue.pollInto(other, 2, inside::decrementAndGet);
            return element < 0 || inside.decrementAndGet(element) == 0;
        }

        /** The other way round. */
        @Operation
        public boolean pollBack() {
            int element = other.pollInto(queue, 2, inside::decrementAndGet);
            return element < 0 || inside.decrementAndGet(element) == 0;
        }

        @Validate
        public void nothingIsLost() {
            take(queue);
            take(other);
            for (int element = 0; element < inside.length(); element++) {
                if (inside.get(element) != 0) {
                    throw new IllegalStateException(
                            element + " is " + inside.get(element) + " times too many");
                }
            }
        }

        private void take(BoundedQueue from) {
            for (int left = from.poll(); left >= 0; left = from.poll()) {
                inside.decrementAndGet(left);
            }
        }
    }

    /** What it has to look like. */
    public static final class OneByOne {
        public boolean offer() {
            return true;
        }

        public boolean offerAll() {
            return true;
        }

        public boolean poll() {
            return true;
        }

        public boolean pollAll() {
            return true;
        }

        public boolean pollInto() {
            return true;
        }

        public boolean pollBack() {
            return true;
        }
    }
}
