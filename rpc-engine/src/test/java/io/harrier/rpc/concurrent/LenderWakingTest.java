package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Those who wait are woken to look for themselves, and may be passed, but not for ever. */
final class LenderWakingTest {
    private static final int MAX_VAIN = 2;

    private static final class Thing extends LentEntry {
        private final AtomicInteger owners = new AtomicInteger();
    }

    private final Map<String, Thing> given = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final Lender<Thing, String> lender =
            new Lender<>(
                    (thing, waiter) -> given.put(waiter, thing) == null, this::tell, MAX_VAIN, 2);

    @Test
    void giveBack_somebodyWaits_isIdleAndTheOldestIsWoken() {
        Thing thing = lent();
        await("first", "second");

        lender.giveBack(thing);

        assertThat(told).containsExactly("first");
        assertThat(lender.isIdle(thing)).isTrue();
        assertThat(lender.look("first")).isSameAs(thing);
        assertThat(lender.waiting()).isEqualTo(1);
    }

    @Test
    void giveBack_oneIsAwakeForIt_wakesNobodyElse() {
        Thing thing = lent();
        await("first", "second");

        for (int i = 0; i < 5; i++) {
            lender.giveBack(thing);
            assertThat(lender.take()).isSameAs(thing);
        }

        assertThat(told).containsExactly("first");
    }

    @Test
    void giveBack_moreAreIdleThanAwake_wakesTheNext() {
        Thing one = lent();
        Thing other = lent();
        await("first", "second", "third");

        lender.giveBack(one);
        lender.giveBack(other);

        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void look_inVain_isWokenAgain() {
        Thing thing = lent();
        await("first");
        passOver("first", thing);
        assertThat(lender.waiting()).isEqualTo(1);

        lender.giveBack(thing);

        assertThat(told).containsExactly("first", "first");
        assertThat(lender.look("first")).isSameAs(thing);
        assertThat(lender.hasWaiters()).isFalse();
    }

    @Test
    void giveBack_theOldestWasPassedAsOftenAsItMayBe_isGivenToIt() {
        Thing thing = lent();
        await("first", "second");
        for (int i = 0; i < MAX_VAIN; i++) {
            passOver("first", thing);
        }

        lender.giveBack(thing);

        assertThat(given).containsExactly(Map.entry("first", thing));
        assertThat(lender.take()).isNull();
    }

    @Test
    void giveBack_theSecondWasPassedAsOftenAsItMayBe_theFirstIsServedBeforeIt() {
        Thing one = lent();
        Thing other = lent();
        await("first", "second");
        lender.giveBack(one);
        for (int i = 0; i < MAX_VAIN; i++) {
            lender.giveBack(other);
            lender.take(other);
            lender.take(one);
            assertThat(lender.look("second")).isNull();
            lender.giveBack(one);
        }

        assertThat(given).containsExactly(Map.entry("first", one)); // who was awake all the time
        lender.giveBack(other);
        assertThat(given).containsEntry("second", other);
    }

    @Test
    void forget_theOneThatIsAwake_wakesTheNext() {
        Thing thing = lent();
        await("first", "second");
        lender.giveBack(thing);

        lender.forget("first");

        assertThat(told).containsExactly("first", "second");
        assertThat(lender.look("second")).isSameAs(thing);
    }

    @Test
    void nextWaiter_theOneThatIsAwake_wakesTheNext() {
        Thing thing = lent();
        await("first", "second");
        lender.giveBack(thing);

        assertThat(lender.nextWaiter()).isEqualTo("first");

        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void giveBack_whoWaitsCannotLook_isGivenIt() {
        Thing thing = lent();
        await("deaf", "first");

        lender.giveBack(thing);

        assertThat(given).containsExactly(Map.entry("deaf", thing));
    }

    @Test
    void giveBack_asManyAreAwakeAsMayBeAndDoNotLook_goesToThemSoThatOthersAreWoken() {
        Lender<Thing, String> narrow =
                new Lender<>(
                        (thing, waiter) -> given.put(waiter, thing) == null,
                        this::tell,
                        MAX_VAIN,
                        1);
        List<Thing> things = List.of(new Thing(), new Thing(), new Thing());
        things.forEach(narrow::add);
        List.of("first", "second", "third").forEach(narrow::takeOrWait);

        narrow.giveBack(things.get(0));
        assertThat(given).isEmpty();
        narrow.giveBack(things.get(1));
        assertThat(given).containsOnlyKeys("first");
        narrow.giveBack(things.get(2));

        assertThat(given).containsOnlyKeys("first", "second");
        assertThat(told).containsExactly("first", "second", "third");
        assertThat(narrow.look("third")).isNotNull();
    }

    @Test
    void giveBack_twiceWhileOneIsOwed_isAnError() {
        Thing thing = lent();
        lender.giveBack(thing);
        Lender<Thing, String> owing =
                new Lender<>((idle, waiter) -> given.put(waiter, idle) == null, this::tell);
        owing.waitFirst("owed");

        assertThatThrownBy(() -> owing.giveBack(thing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was given back twice");

        assertThat(given).isEmpty();
    }

    @Test
    void look_wasGivenOneMeanwhile_leavesTheRestIdle() {
        Thing thing = lent();
        Thing other = lent();
        await("first");
        lender.giveBack(thing);
        assertThat(lender.forget("first")).isTrue();
        lender.giveBack(other);

        assertThat(lender.look("first")).isNull();

        assertThat(List.of(thing, other)).allMatch(lender::isIdle);
    }

    /** Real threads, some of which give up while an entry comes back; a lost wake-up hangs one. */
    @Test
    void manyThreads_someGiveUp_nobodySleepsForEver() throws InterruptedException {
        Lender<Thing, Sleeper> shared = new Lender<>(Sleeper::take, Sleeper::tell, MAX_VAIN, 2);
        IntStream.range(0, 3).forEach(i -> shelve(shared, new Thing()));
        AtomicInteger done = new AtomicInteger();
        List<Thread> threads =
                IntStream.range(0, 8)
                        .mapToObj(i -> new Thread(() -> borrow(shared, new Random(i), done)))
                        .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(60_000);
        }

        assertThat(done).hasValue(8);
        assertThat(shared.entries()).hasSize(3).allMatch(shared::isIdle);
        assertThat(shared.waiting()).isZero();
    }

    private static void borrow(Lender<Thing, Sleeper> shared, Random random, AtomicInteger done) {
        for (int i = 0; i < 3_000; i++) {
            Thing thing = new Sleeper().borrow(shared, random.nextInt(4) == 0);
            if (thing != null) {
                assertThat(thing.owners.incrementAndGet()).isEqualTo(1);
                if (random.nextInt(4) == 0) {
                    Thread.yield();
                }
                thing.owners.decrementAndGet();
                shared.giveBack(thing);
            }
        }
        done.incrementAndGet();
    }

    /** Waits as a caller does, on its own thread. */
    private static final class Sleeper {
        private final Thread thread = Thread.currentThread();
        private volatile boolean told;
        private volatile Thing given;

        boolean tell() {
            told = true;
            LockSupport.unpark(thread);
            return true;
        }

        static boolean take(Thing thing, Sleeper waiter) {
            waiter.given = thing;
            LockSupport.unpark(waiter.thread);
            return true;
        }

        /** Null if it gave up. */
        Thing borrow(Lender<Thing, Sleeper> shared, boolean givesUp) {
            Thing thing = shared.takeOrWait(this);
            for (long end = System.nanoTime() + patience(givesUp); thing == null; ) {
                long left = end - System.nanoTime();
                thing = given;
                if (thing == null && told) {
                    told = false;
                    thing = shared.look(this);
                } else if (thing == null && left <= 0) {
                    assertThat(givesUp).as("woken within 20 s").isTrue();
                    if (shared.forget(this)) {
                        return null;
                    }
                } else if (thing == null) {
                    LockSupport.parkNanos(this, left);
                }
            }
            return thing;
        }

        private static long patience(boolean givesUp) {
            return givesUp ? TimeUnit.MICROSECONDS.toNanos(20) : TimeUnit.SECONDS.toNanos(20);
        }
    }

    /** It is woken, but another takes the entry first. */
    private void passOver(String waiter, Thing thing) {
        lender.giveBack(thing);
        assertThat(lender.take()).isSameAs(thing);
        assertThat(lender.look(waiter)).isNull();
    }

    private void await(String... waiters) {
        for (String waiter : waiters) {
            assertThat(lender.takeOrWait(waiter)).isNull();
        }
    }

    private boolean tell(String waiter) {
        return !waiter.equals("deaf") && told.add(waiter);
    }

    private Thing lent() {
        Thing thing = new Thing();
        lender.add(thing);
        return thing;
    }

    private static void shelve(Lender<Thing, Sleeper> shared, Thing thing) {
        shared.add(thing);
        shared.giveBack(thing);
    }
}
