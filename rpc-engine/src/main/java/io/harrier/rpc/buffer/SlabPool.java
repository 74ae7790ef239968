package io.harrier.rpc.buffer;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.metrics.BufferStats;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Objects;
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
    private static final int PLACES = Math.min(32, Integer.highestOneBit(CORES) * 4);

    private static final long TRIM_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SAMPLED_LIVES = 16;

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

    /** Slabs that left a shelf for a stack or for good: their taking was no hit. */
    private final AtomicLong moved = new AtomicLong();

    private volatile boolean isClosed;

    /**
     * @param classBytes how many bytes of one size wait on the shelves at most
     */
    public SlabPool(long classBytes, Ticker ticker) {
        this(classBytes, ticker, MEMORY);
    }

    SlabPool(long classBytes, Ticker ticker, ByteBufAllocator memory) {
        this.memory = memory;
        for (int sizeClass = 0; sizeClass < shelves.length; sizeClass++) {
            shelves[sizeClass] = new Shelf(sizeClass, PLACES, classBytes);
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
        Slab slab = own == null ? shelves[sizeClass].take(place()) : own.take(sizeClass);
        if (slab == null) {
            misses.increment();
            int all = SizeClasses.bytes(sizeClass);
            slab = new Slab(this, sizeClass, memory.directBuffer(all, all));
        }
        long lives = slab.open() >> 1;
        if (lives % SAMPLED_LIVES == 0) {
            requestedBytes.add(bytes);
            grantedBytes.add(slab.bytes());
        }
        return slab;
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
        put(slab);
        return true;
    }

    /**
     * As {@link #give}, by the one whose reference to its buffer was the last. The count lets only
     * one come here, so the lease need not be ended, which would take the slab's cache line away
     * from the thread that lends it next.
     */
    void giveReleased(Slab slab, long lease) {
        if (slab.isLent(lease)) {
            put(slab);
        } else {
            onDoubleReturn();
        }
    }

    private void put(Slab slab) {
        SlabStacks own = own();
        if (own == null) {
            shelve(slab, place());
        } else {
            own.give(slab);
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
                int freed = shelf.trim();
                moved.addAndGet(freed);
                trims.add(freed);
            }
        }
    }

    public BufferStats stats() {
        long hits = pastHits.get() - moved.get();
        long held = 0;
        long lost = 0;
        for (Shelf shelf : shelves) {
            hits += shelf.taken();
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
            clear(shelf);
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
    void shelve(Slab slab, int place) {
        if (isClosed || !shelves[slab.sizeClass].give(slab, place)) {
            drops.increment();
            slab.free();
        } else if (isClosed) {
            clear(shelves[slab.sizeClass]); // closed meanwhile
        }
    }

    /** Puts free slabs of one thread where all can take them, or frees them. */
    void shelveAll(int sizeClass, @Nullable Slab[] slabs, int count, int place) {
        Shelf shelf = shelves[sizeClass];
        int shelved = isClosed ? 0 : shelf.giveAll(slabs, count, place);
        for (int i = shelved; i < count; i++) {
            drops.increment();
            Objects.requireNonNull(slabs[i]).free();
        }
        if (isClosed) {
            clear(shelf); // closed meanwhile
        }
    }

    /** Takes up to so many free slabs for one thread. */
    int unshelve(int sizeClass, int place, @Nullable Slab[] to, int most) {
        int count = 0;
        while (count < most) {
            Slab slab = shelves[sizeClass].take(place);
            if (slab == null) {
                break;
            }
            to[count++] = slab;
        }
        moved.addAndGet(count);
        return count;
    }

    private void clear(Shelf shelf) {
        moved.addAndGet(shelf.clear());
    }

    private double fragmentation() {
        long granted = grantedBytes.sum();
        return granted == 0 ? 0 : 1 - (double) requestedBytes.sum() / granted;
    }

    /** What the current thread keeps for itself of this pool. */
    private @Nullable SlabStacks own() {
        return Thread.currentThread() instanceof SlabThread thread && thread.stacks.pool == this
                ? thread.stacks
                : null;
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is newer than Java 17
    private static int place() {
        return (int) Thread.currentThread().getId();
    }
}
