package io.harrier.rpc.buffer;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * In any order of steps: a slab has one owner, giving it back a second time gives nothing, and none
 * is lost. Whether a take finds a slab is left open, so an operation tells only whether the rules
 * were kept. The large form: {@code -Dharrier.lincheck.invocations=20000}.
 */
@Tag("lincheck")
final class SlabPoolLincheckTest {
    private static final int INVOCATIONS = Integer.getInteger("harrier.lincheck.invocations", 200);
    private static final int THREADS = 8;
    private static final int BYTES = 512;

    @Test
    void slabs_inAnyInterleaving_haveOneOwnerAndAreNotLost() {
        new ModelCheckingOptions()
                .iterations(15)
                .invocationsPerIteration(INVOCATIONS)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(0)
                .sequentialSpecification(OneByOne.class)
                .check(Shared.class);
    }

    /** What is tested. All threads give what any of them took. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static final class Shared {
        private final SlabPool pool = new SlabPool(0, () -> 0, new NoMemory());
        private final AtomicReferenceArray<Loan> loans = new AtomicReferenceArray<>(THREADS);

        /** True if nobody else has the slab. */
        @Operation
        public boolean take(@Param(name = "thread") int thread) {
            Slab slab = pool.take(BYTES);
            Loan loan = new Loan(slab, slab.lease());
            boolean isMine = true;
            for (int other = 0; other < THREADS; other++) {
                Loan theirs = loans.get(other);
                isMine &= theirs == null || theirs.slab != slab;
            }
            Loan before = loans.getAndSet(thread, loan);
            return isMine && (before == null || pool.give(before.slab, before.lease));
        }

        /** True if the first return counts and the second does not. */
        @Operation
        public boolean giveTwice(@Param(name = "thread") int thread) {
            Loan loan = loans.getAndSet(thread, null);
            return loan == null
                    || pool.give(loan.slab, loan.lease) && !pool.give(loan.slab, loan.lease);
        }

        @Validate
        public void nothingIsLost() {
            long lent = 0;
            for (int thread = 0; thread < THREADS; thread++) {
                lent += loans.get(thread) == null ? 0 : 1;
            }
            var stats = pool.stats();
            long known = lent + stats.drops() + stats.bytesHeld() / BYTES;
            if (stats.misses() != known) {
                throw new IllegalStateException(known + " slabs of " + stats.misses());
            }
        }
    }

    /** What it has to look like. */
    public static final class OneByOne {
        public boolean take(int thread) {
            return true;
        }

        public boolean giveTwice(int thread) {
            return true;
        }
    }

    private record Loan(Slab slab, long lease) {}

    /** Slabs need no memory to be lent. */
    private static final class NoMemory extends AbstractByteBufAllocator {
        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            return Unpooled.EMPTY_BUFFER;
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            return Unpooled.EMPTY_BUFFER;
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }
}
