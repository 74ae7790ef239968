package io.harrier.rpc.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harrier.rpc.metrics.BufferStats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlabPoolTest {
    private static final long CLASS_BYTES = 1024 * 1024;
    private static final int BURST_BYTES = 64 * 1024 * 1024;

    private final CountedMemory memory = new CountedMemory();
    private long now;
    private final SlabPool pool = new SlabPool(CLASS_BYTES, () -> now, memory.allocator);

    @AfterEach
    void memory_poolClosed_isAllFreed() {
        pool.close();
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void take_afterGive_isTheSameSlabUnderAnotherLease() {
        Slab slab = pool.take(1000);
        long lease = slab.lease();
        assertThat(pool.give(slab, lease)).isTrue();
        Slab again = pool.take(1024);
        assertThat(again).isSameAs(slab);
        assertThat(again.lease()).isNotEqualTo(lease);
        assertThat(pool.stats()).returns(1L, BufferStats::hits).returns(1L, BufferStats::misses);
        pool.give(again, again.lease());
    }

    @Test
    void give_twice_isCountedAndMakesNoSecondOwner() {
        Slab slab = pool.take(1000);
        long lease = slab.lease();
        assertThat(pool.give(slab, lease)).isTrue();
        assertThat(pool.give(slab, lease)).isFalse();

        Slab first = pool.take(1000);
        assertThat(pool.give(slab, lease)).as("while another has it").isFalse();
        Slab second = pool.take(1000);
        assertThat(second).isNotSameAs(first);
        assertThat(pool.stats().doubleReturns()).isEqualTo(2);
        pool.give(first, first.lease());
        pool.give(second, second.lease());
    }

    @Test
    void give_beyondTheClassesShare_isFreedAtOnce() {
        giveAll(takeAll(BURST_BYTES, 4096));
        BufferStats stats = pool.stats();
        assertThat(stats.bytesHeld()).isBetween(CLASS_BYTES / 2, CLASS_BYTES);
        assertThat(memory.bytes()).isEqualTo(stats.bytesHeld());
        assertThat(stats.drops()).isEqualTo((BURST_BYTES - stats.bytesHeld()) / 4096);
    }

    /** As many cores make it; on few, a pool keeps less than is allowed later from the start. */
    @Test
    void trim_afterABurstOfAllSizes_holdsEightMegabytesAtMostTenSecondsLater() {
        try (SlabPool large = new SlabPool(8 * CLASS_BYTES, () -> now, memory.allocator)) {
            burst(large);
            assertThat(memory.bytes()).as("held at once").isGreaterThan(BURST_BYTES / 2);
            tenSeconds(large);
            assertThat(memory.bytes()).isLessThanOrEqualTo(8 * 1024 * 1024);
            assertThat(large.stats().bytesHeld()).isEqualTo(memory.bytes());
            assertThat(large.stats().trims()).isPositive();
        }
    }

    @Test
    void trim_afterABurstOfAllSizesOnFewCores_holdsNothingTenSecondsLater() {
        burst(pool);
        assertThat(memory.bytes()).as("held at once").isGreaterThan(5 * CLASS_BYTES);
        tenSeconds(pool);
        assertThat(memory.bytes()).isEqualTo(pool.stats().bytesHeld()).isZero();
        assertThat(pool.stats().hits()).isZero();
    }

    /** All buffers of all sizes are out at once, and come back at once. */
    private void burst(SlabPool from) {
        List<Slab> out = new ArrayList<>();
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int each = SizeClasses.bytes(sizeClass);
            for (int taken = 0; taken < BURST_BYTES / SizeClasses.COUNT; taken += each) {
                out.add(from.take(each));
            }
        }
        out.forEach(slab -> from.give(slab, slab.lease()));
    }

    private void tenSeconds(SlabPool trimmed) {
        for (int second = 0; second < 10; second++) {
            now += TimeUnit.SECONDS.toNanos(1);
            trimmed.trim();
        }
    }

    @Test
    void trim_slabsInUseAgainAndAgain_keepsThem() {
        giveAll(takeAll(20 * 1024, 1024));
        for (int second = 0; second < 10; second++) {
            giveAll(takeAll(20 * 1024, 1024));
            now += TimeUnit.SECONDS.toNanos(1);
            pool.trim();
        }
        assertThat(pool.stats()).returns(20L, BufferStats::misses).returns(0L, BufferStats::trims);
    }

    @Test
    void trim_twiceWithinASecond_freesOnce() {
        giveAll(takeAll(16 * 1024, 1024));
        now += TimeUnit.SECONDS.toNanos(1);
        pool.trim();
        long once = pool.stats().trims();
        now += TimeUnit.MILLISECONDS.toNanos(999);
        pool.trim();
        assertThat(pool.stats().trims()).isEqualTo(once).isPositive();
    }

    @Test
    void take_placesOfOtherThreadsFull_findsTheirs() throws InterruptedException {
        List<Slab> slabs = takeAll(64 * 1024, 1024);
        for (Slab slab : slabs) {
            Thread giver = new Thread(() -> pool.give(slab, slab.lease()));
            giver.start();
            giver.join();
        }
        giveAll(takeAll(64 * 1024, 1024));
        assertThat(pool.stats()).returns(64L, BufferStats::hits).returns(64L, BufferStats::misses);
    }

    @Test
    void fragmentation_halfOfEachSlabAskedFor_isOneHalf() {
        giveAll(takeAll(16 * 1024, 1024));
        assertThat(pool.stats().fragmentation()).isZero();
        pool.close();
        for (int i = 0; i < 16; i++) {
            Slab slab = pool.take(12_289);
            pool.give(slab, slab.lease());
        }
        double wasted = 1 - (16 * 1024 + 16 * 12_289.0) / (16 * 1024 + 16 * 16_896);
        assertThat(pool.stats().fragmentation()).isCloseTo(wasted, within(0.001));
    }

    @Test
    void give_afterClose_isFreed() {
        Slab slab = pool.take(1000);
        pool.close();
        pool.give(slab, slab.lease());
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void slabThread_takesAndGives_keepsSlabsForItselfUntilItEnds() throws Exception {
        onSlabThread(
                () -> {
                    giveAll(takeAll(8 * 1024, 1024));
                    giveAll(takeAll(8 * 1024, 1024));
                    assertThat(pool.stats()).returns(8L, BufferStats::hits);
                    assertThat(pool.stats().bytesHeld()).isEqualTo(8 * 1024);
                });
        assertThat(pool.stats()).returns(8L, BufferStats::hits);
        assertThat(pool.stats().bytesHeld()).as("left to all").isEqualTo(8 * 1024);
        giveAll(takeAll(8 * 1024, 1024));
        assertThat(pool.stats().misses()).isEqualTo(8);
    }

    @Test
    void slabThread_givesMoreThanItKeeps_leavesTheRestToAll() throws Exception {
        List<Slab> slabs = takeAll(200 * 1024, 1024);
        onSlabThread(
                () -> {
                    giveAll(slabs);
                    Thread other = new Thread(() -> giveAll(takeAll(100 * 1024, 1024)));
                    other.start();
                    other.join();
                    assertThat(pool.stats()).returns(200L, BufferStats::misses);
                });
    }

    @Test
    void slabThread_trimmed_leavesToAllWhatItDidNotNeed() throws Exception {
        onSlabThread(
                () -> {
                    giveAll(takeAll(32 * 1024, 1024));
                    for (int second = 0; second < 12; second++) {
                        now += TimeUnit.SECONDS.toNanos(1);
                        pool.trim();
                    }
                    assertThat(memory.bytes()).isZero();
                });
    }

    private List<Slab> takeAll(int bytes, int each) {
        List<Slab> slabs = new ArrayList<>();
        for (int taken = 0; taken < bytes; taken += each) {
            slabs.add(pool.take(each));
        }
        return slabs;
    }

    private void giveAll(List<Slab> slabs) {
        slabs.forEach(slab -> pool.give(slab, slab.lease()));
    }

    private void onSlabThread(Body body) throws Exception {
        java.util.concurrent.FutureTask<Void> task =
                new java.util.concurrent.FutureTask<>(
                        () -> {
                            body.run();
                            return null;
                        });
        Thread thread = new SlabThread(pool, task, "slabs") {};
        thread.start();
        thread.join();
        task.get();
    }

    private interface Body {
        void run() throws Exception;
    }
}
