package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StripedCountersTest {
    private final StripedCounters counters = new StripedCounters(17);

    @Test
    void add_byManyThreads_losesNothing() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(new Thread(() -> addToAll(1_000)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        for (int i = 0; i < counters.size(); i++) {
            assertThat(counters.sum(i)).as("counter %d", i).isEqualTo(20_000L * (i + 1));
        }
    }

    @Test
    void add_toTheLastCounter_isNotSeenInTheFirst() throws InterruptedException {
        Thread other = new Thread(() -> counters.add(16, 5));
        other.start();
        other.join();
        counters.add(16, 2);

        assertThat(counters.sum(16)).isEqualTo(7);
        assertThat(counters.sum(0)).isZero();
    }

    private void addToAll(int times) {
        for (int n = 0; n < times; n++) {
            for (int i = 0; i < counters.size(); i++) {
                counters.add(i, i + 1);
            }
        }
    }
}
