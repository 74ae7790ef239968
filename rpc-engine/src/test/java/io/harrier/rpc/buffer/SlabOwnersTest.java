package io.harrier.rpc.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.concurrent.Ticker;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Four threads, two of which keep slabs for themselves, take and give at random and pass slabs on
 * to each other. Whoever has one has written its tag at both ends and poisons them before giving: a
 * slab with two owners shows the wrong tag. The long form: {@code
 * -Dharrier.slab.operations=100000000}.
 */
class SlabOwnersTest {
    private static final long OPERATIONS = Long.getLong("harrier.slab.operations", 400_000);
    private static final long SEED = Long.getLong("harrier.slab.seed", 42);
    private static final int THREADS = 4;
    private static final int MOST_HELD = 48;
    private static final long POISON = 0xDEAD_DEAD_DEAD_DEADL;

    private final CountedMemory memory = new CountedMemory();
    private final SlabPool pool = new SlabPool(64 * 1024, Ticker.SYSTEM, memory.allocator);
    private final FrameAllocator frames = new FrameAllocator(pool, memory.allocator);
    private final ConcurrentLinkedQueue<Tagged> passed = new ConcurrentLinkedQueue<>();

    @Test
    void slabs_takenGivenAndPassedOnAtRandom_haveOneOwnerAndAreAllFreed() throws Exception {
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            FutureTask<Void> task = new FutureTask<>(owner(i));
            tasks.add(task);
            (i < 2 ? new SlabThread(pool, task, "owner") {} : new Thread(task)).start();
        }
        for (FutureTask<Void> task : tasks) {
            task.get(1, TimeUnit.HOURS);
        }
        passed.forEach(Tagged::give);
        assertThat(pool.stats().doubleReturns()).isZero();
        assertThat(pool.stats().hits()).isPositive();
        pool.close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (memory.bytes() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait(); // a thread that ends leaves its slabs to all just after its task
        }
        assertThat(memory.bytes()).isZero();
    }

    private Callable<Void> owner(int number) {
        return () -> {
            Random random = new Random(SEED + number);
            Deque<Tagged> held = new ArrayDeque<>();
            for (long i = 0; i < OPERATIONS / THREADS; i++) {
                step(random, held, (i << 2) + number);
            }
            held.forEach(Tagged::give);
            return null;
        };
    }

    private void step(Random random, Deque<Tagged> held, long tag) {
        int choice = random.nextInt(8);
        if (held.size() < MOST_HELD && choice < 4) {
            held.addLast(new Tagged(frames.directBuffer(random.nextInt(16_384) + 1), tag));
        } else if (choice < 6 && !held.isEmpty()) {
            (random.nextBoolean() ? held.pollFirst() : held.pollLast()).give();
        } else if (choice == 6 && !held.isEmpty()) {
            passed.add(held.pollFirst());
        } else {
            Tagged other = passed.poll();
            if (other != null) {
                other.give();
            }
        }
        if (choice == 7 && random.nextInt(64) == 0) {
            pool.trim();
        }
    }

    /** A buffer whose owner has put its tag on it. */
    private record Tagged(ByteBuf buffer, long tag) {
        Tagged {
            buffer.setLong(0, tag);
            buffer.setLong(buffer.capacity() - Long.BYTES, tag);
        }

        void give() {
            int last = buffer.capacity() - Long.BYTES;
            if (buffer.getLong(0) != tag || buffer.getLong(last) != tag) {
                throw new AssertionError(
                        "tags: %x, %x (expected: %x)"
                                .formatted(buffer.getLong(0), buffer.getLong(last), tag));
            }
            buffer.setLong(0, POISON);
            buffer.setLong(last, POISON);
            buffer.release();
        }
    }
}
