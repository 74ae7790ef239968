package io.harrier.rpc.buffer;

import io.harrier.rpc.concurrent.BoundedQueue;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.metrics.BufferStats;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lends pieces of direct memory and takes them back, on any thread, without locks and without
 * waiting.
 *
 * <p>A {@link SlabThread} keeps a few for itself; all others, virtual ones too, share {@link Shelf
 * shelves}: nothing is kept for each thread, so a million of them hold no more than one. What is
 * given back beyond a class's share of memory is freed at once, and what nobody asks for is freed
 * by and by, with each {@link #trim()}.
 */
public final class SlabPool implements AutoCloseable {
    /** The largest slab. */
    public static final int MAX_BYTES = SizeClasses.MAX_BYTES;

    /** Where memory comes from, untracked: buffers are tracked when they are lent. */
    static final ByteBufAllocator MEMORY = new UnpooledByteBufAllocator(true, true);

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** More queues than threads can run at once, so that two seldom meet; but not too many. */
    private static final int PLACES = Math.min(32, Integer.highestOneBit(CORES) * 2);

    private static final long TRIM_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SAMPLED_LIVES = 64;

    private final SlabTable slabs = new SlabTable();
    private final Shelf[] shelves = new Shelf[SizeClasses.COUNT];
    private final List<SlabStacks> stacks = new CopyOnWriteArrayList<>();
    private final Ticker ticker;
    private final ByteBufAllocator memory;
    private final AtomicLong trimmedAt;
    private final LongAdder misses = new LongAdder();
    private final LongAdder drops = new LongAdder();
    private final LongAdder trims = new LongAdder();
    private final LongAdder doubleReturns = new LongAdder();
    private final LongAdder requestedBytes = new LongAdder();
    private final LongAdder grantedBytes = new LongAdder();

    /** Hits of threads that have ended. */
    private final AtomicLong pastHits = new AtomicLong();

    private volatile boolean isClosed;

    /**
     * @param classBytes how many bytes of one size wait on the shelves at most
     */
    public SlabPool(long classBytes, Ticker ticker) {
        this(classBytes, ticker, MEMORY);
    }

    SlabPool(long classBytes, Ticker ticker, ByteBufAllocator memory) {
        this.memory = memory;
        Homes homes = new Homes();
        for (int sizeClass = 0; sizeClass < shelves.length; sizeClass++) {
            shelves[sizeClass] = new Shelf(sizeClass, PLACES, classBytes, homes, this::drop);
        }
        this.ticker = ticker;
        trimmedAt = new AtomicLong(ticker.nanos());
    }

    /**
     * A slab that is the caller's alone until it is given back under its lease.
     *
     * @param bytes it must hold, at most {@link #MAX_BYTES}
     */
    public Slab take(int bytes) {
        int sizeClass = SizeClasses.of(bytes);
        SlabStacks own = own();
        int number = own == null ? shelves[sizeClass].take() : own.take(sizeClass);
        Slab slab = number == BoundedQueue.NONE ? make(sizeClass) : slabs.get(number);
        long lives = slab.open() >> 1;
        if (lives % SAMPLED_LIVES == 0) {
            requestedBytes.add(bytes);
            grantedBytes.add(slab.bytes());
        }
        return slab;
    }

    private Slab make(int sizeClass) {
        misses.increment();
        int bytes = SizeClasses.bytes(sizeClass);
        return slabs.add(this, sizeClass, memory.directBuffer(bytes, bytes));
    }

    /**
     * Takes a slab back.
     *
     * @param lease that it was lent by
     * @return false, with nothing done, if it was given back under this lease before
     */
    public boolean give(Slab slab, long lease) {
        if (!slab.close(lease)) {
            onDoubleReturn();
            return false;
        }
        if (slab.number == BoundedQueue.NONE) {
            dropUnnumbered(slab);
        } else {
            giveReleased(slab.number, slab.sizeClass);
        }
        return true;
    }

    /** Takes a slab back from the one who ended its lease, or its buffer's life. */
    void giveReleased(int number, int sizeClass) {
        SlabStacks own = own();
        if (own == null) {
            shelve(number, sizeClass);
        } else {
            own.give(number, sizeClass);
        }
    }

    /**
     * Frees, by and by, what nobody asks for; a call within a second of the last does nothing but
     * tidy up what the current thread keeps. Each {@link SlabThread} is to call it now and then.
     */
    public void trim() {
        SlabStacks own = own();
        if (own != null) {
            own.trim();
        }
        long now = ticker.nanos();
        long last = trimmedAt.get();
        if (now - last >= TRIM_NANOS && trimmedAt.compareAndSet(last, now)) {
            for (Shelf shelf : shelves) {
                shelf.trim(
                        number -> {
                            trims.increment();
                            free(number);
                        });
            }
        }
    }

    public BufferStats stats() {
        long hits = pastHits.get();
        long held = 0;
        long lost = 0;
        for (Shelf shelf : shelves) {
            hits += shelf.lent();
            held += shelf.bytesHeld();
            lost += shelf.lostRaces();
        }
        for (SlabStacks each : stacks) {
            hits += each.hits();
            held += each.bytesHeld();
        }
        return new BufferStats(
                Math.max(0, hits),
                misses.sum(),
                drops.sum(),
                trims.sum(),
                doubleReturns.sum(),
                lost,
                held,
                fragmentation());
    }

    /** Frees what waits here; what comes back later is freed as it comes. */
    @Override
    public void close() {
        isClosed = true;
        for (Shelf shelf : shelves) {
            shelf.close(this::free);
        }
    }

    void join(SlabStacks thread) {
        stacks.add(thread);
    }

    void leave(SlabStacks thread) {
        thread.clear();
        stacks.remove(thread);
        pastHits.addAndGet(thread.hits());
    }

    void onDoubleReturn() {
        doubleReturns.increment();
    }

    /** Puts a free slab where all can take it, or frees it. */
    private void shelve(int number, int sizeClass) {
        Shelf shelf = shelves[sizeClass];
        if (isClosed || !shelf.give(number)) {
            drop(number);
        } else if (isClosed) {
            shelf.clear(this::free); // closed meanwhile
        }
    }

    /** Puts free slabs of one thread where all can take them, or frees them. */
    void shelveAll(int sizeClass, int[] numbers, int count, int place) {
        Shelf shelf = shelves[sizeClass];
        int shelved = isClosed ? 0 : shelf.giveAll(numbers, count, place);
        for (int i = shelved; i < count; i++) {
            drop(numbers[i]);
        }
        if (isClosed) {
            shelf.clear(this::free); // closed meanwhile
        }
    }

    /** Takes up to so many free slabs for one thread. */
    int unshelve(int sizeClass, int place, int[] to, int most) {
        return shelves[sizeClass].takeAll(to, most, place);
    }

    /** Frees a slab that came when there were too many. */
    void dropUnnumbered(Slab slab) {
        drops.increment();
        slab.free();
    }

    private void drop(int number) {
        drops.increment();
        free(number);
    }

    private void free(int number) {
        Slab slab = slabs.get(number);
        slabs.remove(number);
        slab.free();
    }

    private double fragmentation() {
        long granted = grantedBytes.sum();
        return granted == 0 ? 0 : 1 - (double) requestedBytes.sum() / granted;
    }

    /** What the current thread keeps for itself of this pool. */
    private @Nullable SlabStacks own() {
        return Thread.currentThread() instanceof SlabThread thread && thread.pool == this
                ? thread.stacks
                : null;
    }
}
