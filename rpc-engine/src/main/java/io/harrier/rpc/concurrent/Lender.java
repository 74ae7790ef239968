package io.harrier.rpc.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lends a few entries to many, each to one at a time, and queues who finds none.
 *
 * <p>An entry's own state is the only truth of who has it: whoever changes it from idle to lent. A
 * thread looks first where its stripe found one last, then at all from the oldest on, so that what
 * is idle goes to whoever needs it, and what nobody needs stays untouched. An entry that comes back
 * goes to the one who has waited longest, else to the idle ones.
 *
 * <p>Lock-free, for any thread: nobody waits for another to go on, and nothing is kept per thread.
 * To borrow and give back an idle entry costs one compare-and-set each, and allocates nothing.
 *
 * @param <E> what is lent
 * @param <W> who waits for it, told apart by {@code equals}
 */
public final class Lender<E extends LentEntry, W> {
    /** How an entry comes to who waits for it. */
    @FunctionalInterface
    public interface HandOver<E, W> {
        /**
         * On the thread that gave the entry back, which must not be held up.
         *
         * @return false if the waiter wants none any more: the next is asked
         */
        boolean give(E entry, W waiter);
    }

    private static final int STRIPES =
            Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 8;

    /** References in a cache line, so that no two stripes share one. */
    private static final int STRIDE = 16;

    private final HandOver<? super E, ? super W> handOver;
    private final CopyOnWriteArrayList<E> entries = new CopyOnWriteArrayList<>();
    private final AtomicReferenceArray<@Nullable E> found =
            new AtomicReferenceArray<>(STRIPES * STRIDE);
    private final ConcurrentLinkedDeque<W> waiters = new ConcurrentLinkedDeque<>();
    private final AtomicInteger waiting = new AtomicInteger();

    public Lender(HandOver<? super E, ? super W> handOver) {
        this.handOver = handOver;
    }

    /** Makes an entry known, lent to the caller: others see it once it is given back. */
    public void add(E entry) {
        entries.add(entry);
    }

    /** Borrows an idle entry; null if none was seen. */
    public @Nullable E take() {
        int stripe = stripe();
        E last = found.getAcquire(stripe);
        return last != null && last.lend() ? last : search(stripe);
    }

    /**
     * Borrows an idle entry, or queues the waiter: it is given one, unless it is forgotten before.
     */
    public @Nullable E takeOrWait(W waiter) {
        E entry = take();
        if (entry != null) {
            return entry;
        }
        waiting.incrementAndGet();
        waiters.addLast(waiter);
        entry = take(); // one that came back before the waiter could be seen
        if (entry == null || forget(waiter)) {
            return entry;
        }
        giveBack(entry); // somebody else has given it one
        return null;
    }

    /** Borrows this entry if it is idle. */
    public boolean take(E entry) {
        return entry.lend();
    }

    /**
     * Ends a loan. An entry that was removed meanwhile goes nowhere.
     *
     * @throws IllegalStateException if it is idle: it was given back twice
     */
    public void giveBack(E entry) {
        if (entry.isRemoved() || !waiters.isEmpty() && isHandedOver(entry)) {
            return;
        }
        entry.shelve();
        serve();
    }

    /** Makes an entry unknown for good, lent or not; true for the one who did it. */
    public boolean remove(E entry) {
        if (!entry.remove()) {
            return false;
        }
        entries.remove(entry);
        forgetFound(entry);
        return true;
    }

    /** Takes a waiter out of the queue; false if it is not there. */
    public boolean forget(W waiter) {
        boolean removed = waiters.removeFirstOccurrence(waiter);
        if (removed) {
            waiting.decrementAndGet();
        }
        return removed;
    }

    /** Takes the one who has waited longest out of the queue; null if nobody waits. */
    public @Nullable W nextWaiter() {
        W next = waiters.pollFirst();
        if (next != null) {
            waiting.decrementAndGet();
        }
        return next;
    }

    /** Queues one who was taken out in vain before all others. */
    public void waitFirst(W waiter) {
        waiting.incrementAndGet();
        waiters.addFirst(waiter);
        serve();
    }

    public boolean hasWaiters() {
        return !waiters.isEmpty();
    }

    /** How many wait, or are about to; for limits and statistics. */
    public int waiting() {
        return waiting.get();
    }

    /** All entries, lent or not, from the oldest on. */
    public List<E> entries() {
        return new ArrayList<>(entries);
    }

    /** Whether the entry is idle now. */
    public boolean isIdle(E entry) {
        return entry.isIdle();
    }

    /**
     * Lets all threads look from the oldest entry on again: where few are needed they come to use
     * the same few.
     */
    public void gather() {
        for (int at = 0; at < found.length(); at += STRIDE) {
            found.setRelease(at, null);
        }
    }

    private @Nullable E search(int stripe) {
        for (E entry : entries) {
            if (entry.lend()) {
                found.setRelease(stripe, entry);
                return entry;
            }
        }
        return null;
    }

    /** Whoever queues looks for an idle entry after it; whoever shelves one looks for waiters. */
    private void serve() {
        while (!waiters.isEmpty()) {
            E entry = take();
            if (entry == null) {
                return; // whoever has it will look
            }
            if (!isHandedOver(entry)) {
                entry.shelve();
            }
        }
    }

    private boolean isHandedOver(E entry) {
        for (W next = nextWaiter(); next != null; next = nextWaiter()) {
            if (handOver.give(entry, next)) {
                return true;
            }
        }
        return false;
    }

    private void forgetFound(E entry) {
        for (int at = 0; at < found.length(); at += STRIDE) {
            found.compareAndSet(at, entry, null);
        }
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is newer than Java 17
    private static int stripe() {
        long id = Thread.currentThread().getId();
        return ((int) (id ^ id >>> 7) & STRIPES - 1) * STRIDE;
    }
}
