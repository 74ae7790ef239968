package io.harrier.rpc.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PermitsTest {
    private static final int MAX = 5;
    private static final int THREADS = 4;

    private final Permits permits = new Permits(MAX);
    private final List<String> turns = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "5, 5", "6, 5", "100, 5"})
    void take_soMany_getsWhatThereIs(int wanted, int got) {
        Permits.Share share = share("a");

        assertThat(share.take(wanted, 0)).isEqualTo(got);
        assertThat(share.held()).isEqualTo(got);
        assertThat(permits.taken()).isEqualTo(got);
        assertThat(share.areUsedUp()).isEqualTo(got == MAX);
        assertThat(share.isWaiting()).isEqualTo(got < wanted);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "9, 3"})
    void take_whileSomeAreAtHand_takesWhatIsMissingAndGivesBackWhatIsNot(int wanted, int got) {
        Permits.Share share = share("a", 4); // of which two are in use

        assertThat(share.take(wanted, 2)).isEqualTo(got);
        assertThat(share.held()).isEqualTo(2 + got);
    }

    @Test
    void tryTake_nobodyWaits_getsWhatThereIsAndDoesNotQueue() {
        Permits.Share share = share("a");

        assertThat(share.tryTake(3)).isEqualTo(3);
        assertThat(share.tryTake(3)).isEqualTo(2);
        assertThat(share.isWaiting()).isFalse();
    }

    @Test
    void give_oneWaits_isItsTurnAndNobodyElseIsFaster() {
        Permits.Share holds = share("a", MAX);
        Permits.Share waits = share("b", 1);
        assertThat(turns).isEmpty();

        holds.give();

        assertThat(turns).containsExactly("b");
        assertThat(share("c").tryTake(1)).isZero();
        assertThat(share("d").take(1, 0)).isZero();
        assertThat(holds.take(1, 0)).isZero();
        assertThat(waits.take(1, 0)).isEqualTo(1);
        assertThat(waits.isWaiting()).isFalse();
    }

    @Test
    void give_severalWait_isTheTurnOfTheFirstThatHasNone() {
        Permits.Share holds = share("a", MAX - 1);
        Permits.Share hasOne = share("b", 2);
        Permits.Share first = share("c", 1);
        Permits.Share second = share("d", 1);

        holds.give();
        assertThat(first.take(1, 0)).isEqualTo(1);
        holds.give();
        assertThat(second.take(1, 0)).isEqualTo(1);
        holds.give();
        assertThat(hasOne.take(1, 0)).isEqualTo(1);

        assertThat(turns).containsExactly("c", "d", "b");
    }

    @Test
    void take_getsSome_waitsForTheRestBehindTheOthers() {
        Permits.Share holds = share("a", MAX - 2);
        Permits.Share b = share("b", 1);
        Permits.Share c = share("c", 1);
        c.take(2, 0);
        b.take(3, 0);

        holds.give();
        assertThat(c.take(2, 0)).isEqualTo(1);
        holds.give();

        assertThat(turns).containsExactly("c", "b");
        assertThat(c.isWaiting()).isTrue();
    }

    @Test
    void take_othersWaitToo_getsOneAtATime() {
        Permits.Share holds = share("a", 3);
        share("z").take(2, 0);
        Permits.Share b = share("b", 2);
        Permits.Share c = share("c", 2);

        holds.give();
        holds.give();
        holds.give();

        assertThat(b.take(2, 0)).isEqualTo(1);
        assertThat(turns).containsExactly("b", "c");
        assertThat(c.take(2, 0)).isEqualTo(1);
        assertThat(turns).containsExactly("b", "c", "b");
        assertThat(b.take(1, 0)).isEqualTo(1);
        assertThat(c.isWaiting()).isTrue();
    }

    @Test
    void take_wantsMoreThanIsAtHand_waitsForTheRest() {
        Permits.Share holds = share("a", MAX);
        Permits.Share asks = share("b");
        holds.giveTo(asks);

        assertThat(asks.take(3, 1)).isEqualTo(1);
        holds.give();

        assertThat(turns).containsExactly("b");
    }

    /** Most calls of a pool want none. */
    @Test
    void take_wantsNoneAndWaitsForNone_changesNothing() {
        Permits.Share holds = share("a", MAX);
        share("b").take(1, 0);

        assertThat(holds.take(0, 0)).isZero();

        assertThat(turns).isEmpty();
        assertThat(permits.taken()).isEqualTo(MAX);
    }

    @Test
    void turn_wantsNoneAnyMore_isTheTurnOfTheNext() {
        Permits.Share holds = share("a", MAX);
        Permits.Share b = share("b", 1);
        share("c").take(1, 0);

        holds.give();
        b.take(0, 0);

        assertThat(turns).containsExactly("b", "c");
        assertThat(b.isWaiting()).isFalse();
    }

    @Test
    void leave_itsTurn_isTheTurnOfTheNext() {
        Permits.Share holds = share("a", MAX);
        Permits.Share b = share("b", 1);
        share("c").take(1, 0);
        holds.give();

        b.leave();

        assertThat(turns).containsExactly("b", "c");
    }

    @Test
    void giveTo_othersWait_goesPastThem() {
        Permits.Share holds = share("a", MAX);
        share("b").take(1, 0);
        Permits.Share asks = share("c");

        holds.giveTo(asks);

        assertThat(turns).isEmpty();
        assertThat(holds.held()).isEqualTo(MAX - 1);
        assertThat(asks.held()).isEqualTo(1);
        assertThat(asks.take(1, 1)).isEqualTo(1);
        assertThat(permits.taken()).isEqualTo(MAX);
    }

    @Test
    void take_noLimit_getsAll() {
        Permits.Share share = new Permits(Integer.MAX_VALUE).new Share(() -> {});

        assertThat(share.take(1_000_000, 0)).isEqualTo(1_000_000);
        assertThat(share.areUsedUp()).isFalse();
        assertThat(share.take(0, 1_000_000)).isZero();
        assertThat(share.held()).isZero();
    }

    /** Who waits has been told as soon as there is a permit: nobody waits beside one for ever. */
    @Test
    void anyOrder_whileOneIsFreeAndSomebodyWaits_somebodyHasBeenTold() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            Permits some = new Permits(1 + random.nextInt(3));
            Queue<Integer> told = new ArrayDeque<>();
            List<Permits.Share> shares = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int me = i;
                shares.add(some.new Share(() -> told.add(me)));
            }
            for (int step = 0; step < 40; step++) {
                act(shares, told, random);
                boolean oneWaits = shares.stream().anyMatch(Permits.Share::isWaiting);
                boolean oneIsTold = told.stream().anyMatch(i -> shares.get(i).isWaiting());
                assertThat(shares.get(0).areUsedUp() || !oneWaits || oneIsTold).isTrue();
                assertThat(shares.stream().mapToInt(Permits.Share::held).sum())
                        .isEqualTo(some.taken());
            }
        }
    }

    private static void act(List<Permits.Share> shares, Queue<Integer> told, Random random) {
        int at = random.nextInt(shares.size());
        Permits.Share share = shares.get(at);
        switch (random.nextInt(6)) {
            case 0 -> take(share, at, told, random.nextInt(3));
            case 1 -> share.tryTake(random.nextInt(3));
            case 2 -> share.leave();
            case 3 -> {
                if (share.held() > 0) {
                    share.give();
                }
            }
            case 4 -> {
                if (share.held() > 0) {
                    Permits.Share other = shares.get((at + 1) % shares.size());
                    share.giveTo(other);
                    other.take(random.nextInt(3), 1);
                    told.remove((at + 1) % shares.size());
                }
            }
            default -> {
                if (!told.isEmpty()) {
                    take(shares.get(told.peek()), told.peek(), told, random.nextInt(2));
                }
            }
        }
    }

    private static void take(Permits.Share share, int at, Queue<Integer> told, int wanted) {
        told.remove(at);
        share.take(wanted, 0);
    }

    /** Whoever holds permits says so only once they are taken, and until they are given back. */
    @Test
    void manyThreads_neverHoldMoreThanThereAre_andAllComeBack() throws Exception {
        AtomicInteger held = new AtomicInteger();
        CyclicBarrier all = new CyclicBarrier(THREADS);
        List<FutureTask<Integer>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int wanted = 1 + i;
            threads.add(new FutureTask<>(() -> takeAndGive(all, wanted, held)));
            new Thread(threads.get(i)).start();
        }
        int most = 0;
        for (FutureTask<Integer> thread : threads) {
            most = Math.max(most, thread.get(60, TimeUnit.SECONDS));
        }
        assertThat(most).isBetween(1, MAX);

        assertThat(permits.taken()).isZero();
        assertThat(share("last").take(MAX, 0)).isEqualTo(MAX);
    }

    private int takeAndGive(CyclicBarrier all, int wanted, AtomicInteger held) throws Exception {
        Permits.Share share = permits.new Share(() -> {});
        all.await(60, TimeUnit.SECONDS);
        int most = 0;
        for (int i = 0; i < 200_000; i++) {
            int got = share.take(wanted, 0);
            most = Math.max(most, held.addAndGet(got));
            held.addAndGet(-got);
            if (i % 2 == 0) {
                share.take(0, got);
            } else {
                for (int each = 0; each < got; each++) {
                    share.give();
                }
            }
        }
        share.leave();
        return most;
    }

    /** One that has taken so many, or waits for them. */
    private Permits.Share share(String name, int wanted) {
        Permits.Share share = share(name);
        share.take(wanted, 0);
        return share;
    }

    private Permits.Share share(String name) {
        return permits.new Share(() -> turns.add(name));
    }
}
