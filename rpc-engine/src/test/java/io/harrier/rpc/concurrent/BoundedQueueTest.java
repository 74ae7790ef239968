package io.harrier.rpc.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedQueueTest {
    /** It takes a moment; so long only if there are no races to lose. */
    private static final long RACE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final AtomicInteger lostRaces = new AtomicInteger();
    private final BoundedQueue queue = new BoundedQueue(4, lostRaces::incrementAndGet);

    @Test
    void poll_manyLaps_givesInOrderOfOffers() {
        for (int i = 0; i < 100; i++) {
            assertThat(queue.offer(i)).isTrue();
            assertThat(queue.offer(BoundedQueue.MAX_NUMBER - i)).isTrue();
            assertThat(queue.poll()).isEqualTo(i);
            assertThat(queue.poll()).isEqualTo(BoundedQueue.MAX_NUMBER - i);
        }
        assertThat(queue.poll()).isEqualTo(BoundedQueue.NONE);
    }

    @Test
    void offer_full_isRefusedUntilOneIsTaken() {
        for (int i = 0; i < 4; i++) {
            assertThat(queue.offer(i)).isTrue();
        }
        assertThat(queue.offer(4)).isFalse();
        assertThat(queue.size()).isEqualTo(4);
        assertThat(queue.poll()).isZero();
        assertThat(queue.offer(4)).isTrue();
    }

    @Test
    void offerAll_moreThanFit_addsTheFirst() {
        queue.offer(0);
        int[] more = {7, 1, 2, 3, 4};
        assertThat(queue.offerAll(more, 1, 4)).isEqualTo(3);
        assertThat(queue.offerAll(more, 4, 1)).isZero();
        assertThat(queue.poll()).isZero();
        assertThat(queue.offerAll(more, 4, 1)).isOne();
        for (int i = 1; i <= 4; i++) {
            assertThat(queue.poll()).isEqualTo(i);
        }
    }

    @Test
    void pollAll_moreThanThere_takesTheOldestInOrder() {
        queue.offer(9);
        queue.poll(); // so that it goes round
        queue.offerAll(new int[] {1, 2, 3, 4}, 0, 4);
        int[] taken = new int[4];
        assertThat(queue.pollAll(taken, 3)).isEqualTo(3);
        assertThat(taken).containsExactly(1, 2, 3, 0);
        assertThat(queue.pollAll(taken, 3)).isOne();
        assertThat(taken).containsExactly(4, 2, 3, 0);
        assertThat(queue.pollAll(taken, 3)).isZero();
        assertThat(queue.offerAll(new int[] {1, 2, 3, 4}, 0, 4)).isEqualTo(4);
    }

    @Test
    void pollInto_moreThanTheOtherHasRoomFor_givesAwayTheRest() {
        BoundedQueue other = new BoundedQueue(2, () -> {});
        List<Integer> rest = new ArrayList<>();
        queue.offerAll(new int[] {1, 2, 3, 4}, 0, 4);
        assertThat(queue.pollInto(other, 8, rest::add)).isOne();
        assertThat(rest).containsExactly(4);
        assertThat(other.poll()).isEqualTo(2);
        assertThat(other.poll()).isEqualTo(3);
        assertThat(queue.moved()).as("or given away").isEqualTo(3);
        assertThat(queue.size()).isZero();
        assertThat(queue.pollInto(other, 8, rest::add)).isEqualTo(BoundedQueue.NONE);
    }

    @Test
    void onLostRace_twoThreadsAtOneEnd_isRunByTheSlower() throws InterruptedException {
        Thread other = new Thread(this::offerUntilARaceIsLost);
        other.start();
        offerUntilARaceIsLost();
        other.join();
        assertThat(lostRaces).hasPositiveValue();
    }

    private void offerUntilARaceIsLost() {
        long start = System.nanoTime();
        while (lostRaces.get() == 0 && System.nanoTime() - start < RACE_NANOS) {
            queue.offer(1);
            queue.poll();
        }
    }

    @Test
    void counts_afterOffersAndPolls_areOfAllTime() {
        for (int i = 0; i < 10; i++) {
            queue.offer(i);
            queue.poll();
        }
        queue.offer(10);
        assertThat(queue.offered()).isEqualTo(11);
        assertThat(queue.polled()).isEqualTo(10);
        assertThat(queue.size()).isOne();
        assertThat(lostRaces).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 0, 1, 3, 6, 1 << 20})
    void constructor_capacityThatIsNoPowerOfTwo_isRefused(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoundedQueue(capacity, () -> {}))
                .withMessageContaining("capacity: " + capacity);
    }
}
