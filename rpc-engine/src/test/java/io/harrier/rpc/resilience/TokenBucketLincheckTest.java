package io.harrier.rpc.resilience;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In any order of steps: what several threads take is what one would have taken. */
@Tag("lincheck")
final class TokenBucketLincheckTest {
    @Test
    void takes_inAnyInterleaving_areLikeTakesOneByOne() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .sequentialSpecification(OneByOne.class)
                .check(Shared.class);
    }

    /** What is tested: 1 token each 10 ns, 2 of them saved. */
    public static final class Shared {
        private final TokenBucket bucket = new TokenBucket(1e8, 20, 0);

        @Operation
        public boolean take(@Param(gen = IntGen.class, conf = "0:40") int now) {
            return bucket.tryTake(now);
        }
    }

    /** What it means, one call at a time. */
    public static final class OneByOne {
        private long full;

        public boolean take(int now) {
            long next = Math.max(full, now) + 10;
            if (next - now > 20) {
                return false;
            }
            full = next;
            return true;
        }
    }
}
