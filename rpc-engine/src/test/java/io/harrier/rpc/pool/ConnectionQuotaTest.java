package io.harrier.rpc.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionQuotaTest {
    private static final int MAX = 5;
    private static final int THREADS = 4;

    private final ConnectionQuota quota = new ConnectionQuota(MAX);
    private final AtomicInteger held = new AtomicInteger();
    private final CyclicBarrier all = new CyclicBarrier(THREADS);

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "5, 5", "6, 5", "100, 5"})
    void take_soMany_getsWhatThereIs(int wanted, int got) {
        assertThat(quota.take(wanted, 0)).isEqualTo(got);
        assertThat(quota.taken()).isEqualTo(got);
        assertThat(quota.isUsedUp()).isEqualTo(got == MAX);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "9, 3"})
    void take_whileSomeAreHeld_takesWhatIsMissingAndGivesBackWhatIsNot(int wanted, int got) {
        quota.take(4, 0); // of which two are held

        assertThat(quota.take(wanted, 2)).isEqualTo(got);
        assertThat(quota.taken()).isEqualTo(2 + got);
    }

    @Test
    void give_usedUp_letsAnotherTake() {
        quota.take(MAX, 0);

        quota.give();

        assertThat(quota.isUsedUp()).isFalse();
        assertThat(quota.take(2, 0)).isEqualTo(1);
    }

    @Test
    void take_noLimit_getsAll() {
        ConnectionQuota unlimited = new ConnectionQuota(0);

        assertThat(unlimited.take(1_000_000, 0)).isEqualTo(1_000_000);
        assertThat(unlimited.isUsedUp()).isFalse();
        assertThat(unlimited.take(0, 1_000_000)).isZero();
        assertThat(unlimited.taken()).isZero();
    }

    /** Whoever holds permits says so only once they are taken, and until they are given back. */
    @Test
    void manyThreads_neverHoldMoreThanThereAre_andAllComeBack() throws Exception {
        List<FutureTask<Integer>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int wanted = 1 + i;
            threads.add(new FutureTask<>(() -> takeAndGive(wanted)));
            new Thread(threads.get(i)).start();
        }
        int most = 0;
        for (FutureTask<Integer> thread : threads) {
            most = Math.max(most, thread.get(60, TimeUnit.SECONDS));
        }
        assertThat(most).isBetween(1, MAX);

        assertThat(quota.taken()).isZero();
        assertThat(quota.take(MAX, 0)).isEqualTo(MAX);
    }

    private int takeAndGive(int wanted) throws Exception {
        all.await(60, TimeUnit.SECONDS);
        int most = 0;
        for (int i = 0; i < 500_000; i++) {
            int got = quota.take(wanted, 0);
            most = Math.max(most, held.addAndGet(got));
            held.addAndGet(-got);
            if (i % 2 == 0) {
                quota.take(0, got);
            } else {
                for (int each = 0; each < got; each++) {
                    quota.give();
                }
            }
        }
        return most;
    }
}
