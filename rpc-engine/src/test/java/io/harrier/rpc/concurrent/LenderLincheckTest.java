package io.harrier.rpc.concurrent;

import io.harrier.rpc.testing.Interleavings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * In any order of steps: no entry has two owners, none is lost, and nobody sleeps while one is idle
 * and nobody is awake to take it.
 *
 * <p>Who gets which entry depends on the order, so that there is no sequence to compare with: each
 * step checks what it got, and at the end all entries are accounted for.
 */
@Tag("lincheck")
final class LenderLincheckTest {
    private static final int THREADS = 8;
    private static final int MAX_VAIN = 1;

    /** One entry, so that the threads meet. */
    @Test
    void lending_inAnyInterleaving_keepsAccount() {
        Interleavings.ofThreeThreads().check(Lending.class);
    }

    @Test
    void removing_inAnyInterleaving_keepsAccount() {
        Interleavings.ofThreeThreads().check(Removing.class);
    }

    @Test
    void waking_inAnyInterleaving_keepsAccount() {
        Interleavings.ofThreeThreads().check(Waking.class);
    }

    private static final class Thing extends LentEntry {
        private final AtomicInteger owners = new AtomicInteger(1);
        private volatile boolean removed;
    }

    public static final class Lending extends Shared {
        public Lending() {
            super(1, false);
        }
    }

    /** Those who wait are woken, and look; one is awake already, and others were faster. */
    public static final class Waking extends Shared {
        private static final int PASSED = THREADS - 1;
        private static final int FASTER = THREADS - 2;
        private static final int ALSO_FASTER = THREADS - 3;

        public Waking() {
            super(2, true);
            take(ALSO_FASTER);
            take(FASTER);
            takeOrWait(PASSED);
            giveBack(FASTER);
            take(FASTER);
        }

        @Operation
        public void look(@Param(name = "me") int me) {
            lookIfTold(me);
        }

        @Operation
        public void lookOfThePassed() {
            lookIfTold(PASSED);
        }

        @Operation
        public void giveBackOfTheFaster() {
            giveBack(FASTER);
            giveBack(ALSO_FASTER);
        }
    }

    public static final class Removing extends Shared {
        public Removing() {
            super(2, false);
        }

        @Operation
        public void remove() {
            removeFirst();
        }
    }

    /** Each thread is one borrower: it takes, waits, gives back what it has, or gives up. */
    @Param(name = "me", gen = ThreadIdGen.class)
    public abstract static class Shared {
        private final AtomicReferenceArray<Thing> held = new AtomicReferenceArray<>(THREADS);
        private final AtomicReferenceArray<Boolean> waits = new AtomicReferenceArray<>(THREADS);
        private final AtomicReferenceArray<Boolean> told = new AtomicReferenceArray<>(THREADS);
        private final Thing[] all;
        private final Lender<Thing, Integer> lender;

        Shared(int entries, boolean looks) {
            lender = new Lender<>(this::give, me -> looks && tell(me), MAX_VAIN, 2);
            all = new Thing[entries];
            for (int i = 0; i < entries; i++) {
                all[i] = new Thing();
                lender.add(all[i]);
                giveBack(all[i]);
            }
        }

        @Operation
        public void take(@Param(name = "me") int me) {
            if (isFree(me)) {
                own(lender.take(), me);
            }
        }

        @Operation
        public void takeOrWait(@Param(name = "me") int me) {
            if (isFree(me)) {
                told.set(me, null);
                waits.set(me, true);
                Thing thing = lender.takeOrWait(me);
                if (thing != null) {
                    waits.set(me, null);
                    own(thing, me);
                }
            }
        }

        @Operation
        public void giveBack(@Param(name = "me") int me) {
            Thing thing = held.getAndSet(me, null);
            if (thing != null) {
                giveBack(thing);
            }
        }

        @Operation
        public void forget(@Param(name = "me") int me) {
            if (waits.get(me) != null && lender.forget(me)) {
                waits.set(me, null);
            }
        }

        final void lookIfTold(int me) {
            if (waits.get(me) != null && told.getAndSet(me, null) != null) {
                Thing thing = lender.look(me);
                if (thing != null) {
                    waits.set(me, null);
                    own(thing, me);
                }
            }
        }

        final void removeFirst() {
            if (lender.remove(all[0])) {
                all[0].removed = true;
            }
        }

        /** Nothing is going on any more. */
        @Validate
        public void account() {
            boolean somebodyWaits = lender.hasWaiters();
            for (Thing thing : all) {
                boolean idle = lender.isIdle(thing);
                check(!idle || !somebodyWaits || isOneAwake(), "all sleep beside an idle entry");
                check(!(idle && thing.removed), "a removed entry is idle");
                check(thing.removed || idle == (owner(thing) == 0), "an entry is lost");
            }
            for (int i = 0; i < THREADS; i++) {
                check(waits.get(i) == null || somebodyWaits, "a waiter is lost");
            }
        }

        private boolean isOneAwake() {
            return IntStream.range(0, THREADS)
                    .anyMatch(i -> waits.get(i) != null && told.get(i) != null);
        }

        private boolean isFree(int me) {
            return held.get(me) == null && waits.get(me) == null;
        }

        private boolean tell(int me) {
            told.set(me, true);
            return true;
        }

        private boolean give(Thing thing, Integer waiter) {
            waits.set(waiter, null);
            own(thing, waiter);
            return true;
        }

        private void own(Thing thing, int me) {
            if (thing != null) {
                check(thing.owners.incrementAndGet() == 1, "two owners");
                held.set(me, thing);
            }
        }

        private void giveBack(Thing thing) {
            thing.owners.decrementAndGet();
            lender.giveBack(thing);
        }

        private int owner(Thing thing) {
            int count = 0;
            for (int i = 0; i < THREADS; i++) {
                count += held.get(i) == thing ? 1 : 0;
            }
            return count;
        }

        private static void check(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalStateException(otherwise);
            }
        }
    }
}
