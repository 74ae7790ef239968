package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LenderTest {
    private static final class Thing extends LentEntry {
        private final AtomicInteger owners = new AtomicInteger();
    }

    private final Map<String, Thing> given = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Lender<Thing, String> lender =
            new Lender<>(
                    (thing, waiter) -> !gone.contains(waiter) && given.put(waiter, thing) == null,
                    waiter -> false);

    @Test
    void take_added_isNotIdleBeforeItIsGivenBack() {
        Thing thing = new Thing();
        lender.add(thing);
        assertThat(lender.take()).isNull();

        lender.giveBack(thing);

        assertThat(lender.take()).isSameAs(thing);
        assertThat(lender.take()).isNull();
    }

    @Test
    void take_anotherThreadsEntry_isFound() throws InterruptedException {
        Thing thing = idle();
        Thread other =
                new Thread(
                        () -> {
                            lender.take();
                            lender.giveBack(thing);
                        });
        other.start();
        other.join();

        assertThat(lender.take()).isSameAs(thing);
    }

    @Test
    void take_afterGather_beginsWithTheOldest() {
        Thing oldest = idle();
        Thing other = idle();
        lender.take(oldest);
        assertThat(lender.take()).isSameAs(other);
        lender.giveBack(oldest);
        lender.giveBack(other);
        assertThat(lender.take()).isSameAs(other);
        lender.giveBack(other);

        lender.gather();

        assertThat(lender.take()).isSameAs(oldest);
    }

    @Test
    void giveBack_somebodyWaits_goesToTheOldest() {
        Thing thing = idle();
        lender.take();
        assertThat(lender.takeOrWait("first")).isNull();
        assertThat(lender.takeOrWait("second")).isNull();
        assertThat(lender.waiting()).isEqualTo(2);

        lender.giveBack(thing);

        assertThat(given).containsExactly(Map.entry("first", thing));
        assertThat(lender.take()).isNull();
        lender.giveBack(thing);
        assertThat(given).containsKey("second");
        assertThat(lender.hasWaiters()).isFalse();
    }

    @Test
    void giveBack_whoWaitedIsGone_staysIdle() {
        Thing thing = idle();
        lender.take();
        lender.takeOrWait("gone");
        lender.takeOrWait("forgotten");
        gone.add("gone");
        assertThat(lender.forget("forgotten")).isTrue();
        assertThat(lender.forget("forgotten")).isFalse();

        lender.giveBack(thing);

        assertThat(given).isEmpty();
        assertThat(lender.isIdle(thing)).isTrue();
        assertThat(lender.waiting()).isZero();
    }

    @Test
    void waitFirst_others_comeLater() {
        Thing thing = idle();
        lender.take();
        lender.takeOrWait("other");
        lender.waitFirst("first");

        lender.giveBack(thing);

        assertThat(given).containsOnlyKeys("first");
    }

    @Test
    void waitFirst_anEntryIsIdle_getsIt() {
        Thing thing = idle();

        lender.waitFirst("late");

        assertThat(given).containsExactly(Map.entry("late", thing));
    }

    @Test
    void giveBack_twice_isAnError() {
        Thing thing = idle();

        assertThatThrownBy(() -> lender.giveBack(thing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was given back twice");
    }

    @Test
    void remove_idleOrLent_isNeverLentAgain() {
        Thing idle = idle();
        Thing lent = idle();
        lender.take(lent);

        assertThat(lender.remove(idle)).isTrue();
        assertThat(lender.remove(lent)).isTrue();
        assertThat(lender.remove(lent)).isFalse();
        lender.giveBack(lent);

        assertThat(lender.take()).isNull();
        assertThat(lender.entries()).isEmpty();
    }

    /** Real threads, fewer entries than threads; each entry checks that it has one owner. */
    @Test
    void manyThreads_fewEntries_allAreServed() throws InterruptedException {
        Lender<Thing, CountDownLatchWaiter> shared =
                new Lender<>((thing, waiter) -> waiter.take(thing), waiter -> false);
        Stream.generate(Thing::new)
                .limit(3)
                .forEach(
                        thing -> {
                            shared.add(thing);
                            shared.giveBack(thing);
                        });
        AtomicInteger done = new AtomicInteger();
        Thread[] threads =
                IntStream.range(0, 8)
                        .mapToObj(i -> new Thread(() -> done.addAndGet(borrow(shared, 2_000))))
                        .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(30_000);
        }

        assertThat(done).hasValue(16_000);
        assertThat(shared.entries()).hasSize(3).allMatch(shared::isIdle);
        assertThat(shared.waiting()).isZero();
    }

    private static int borrow(Lender<Thing, CountDownLatchWaiter> shared, int times) {
        for (int i = 0; i < times; i++) {
            CountDownLatchWaiter waiter = new CountDownLatchWaiter();
            Thing thing = shared.takeOrWait(waiter);
            thing = thing == null ? waiter.await() : thing;
            if (thing.owners.incrementAndGet() != 1) {
                throw new AssertionError("two owners");
            }
            thing.owners.decrementAndGet();
            shared.giveBack(thing);
        }
        return times;
    }

    private static final class CountDownLatchWaiter {
        private final CountDownLatch came = new CountDownLatch(1);
        private volatile Thing thing;

        boolean take(Thing given) {
            thing = given;
            came.countDown();
            return true;
        }

        Thing await() {
            try {
                if (!came.await(30, TimeUnit.SECONDS)) {
                    throw new AssertionError("nothing came");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return thing;
        }
    }

    private Thing idle() {
        Thing thing = new Thing();
        lender.add(thing);
        lender.giveBack(thing);
        return thing;
    }
}
