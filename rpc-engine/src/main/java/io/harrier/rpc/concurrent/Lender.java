package io.harrier.rpc.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lends a few entries to many, each to one at a time, and queues who finds none.
 *
 * <p>An entry's own state is the only truth of who has it: whoever changes it from idle to lent. A
 * thread looks first where its stripe found one last, then at all from the oldest on, so that what
 * is idle goes to whoever needs it, and what nobody needs stays untouched.
 *
 * <p>An entry that comes back is idle: whoever runs may take it, and one of those who wait is woken
 * to {@link #look}. One who looked in vain a few times, or has no thread that could, is given the
 * next that comes back, in the order of waiting, before anybody sees it; so is the first who waits
 * if more are idle than may be awake. Nobody sleeps beside an idle entry unless another is awake
 * who will look, and then sees to the next.
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

    /** After so many looks in vain one is given the next, before anybody else sees it. */
    private static final int MAX_VAIN = 3;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /**
     * More that wake at once would only wait for those who run. What comes back beyond them is
     * handed over: who was woken may need others to go on before it can run.
     */
    private static final int MAX_CALLED = (PROCESSORS + 1) / 2;

    private static final int STRIPES = Integer.highestOneBit(PROCESSORS) * 8;

    /** References in a cache line, so that no two stripes share one. */
    private static final int STRIDE = 16;

    private final HandOver<? super E, ? super W> handOver;
    private final Predicate<? super W> tellToLook;
    private final CopyOnWriteArrayList<E> entries = new CopyOnWriteArrayList<>();
    private final AtomicReferenceArray<@Nullable E> found =
            new AtomicReferenceArray<>(STRIPES * STRIDE);
    private final WaitingLine<W> line;

    /**
     * @param tellToLook wakes a waiter, which then must {@link #look} unless it leaves first; on
     *     any thread, which must not be held up. False if it has no thread that could: it is given
     *     one
     */
    public Lender(HandOver<? super E, ? super W> handOver, Predicate<? super W> tellToLook) {
        this(handOver, tellToLook, MAX_VAIN, MAX_CALLED);
    }

    Lender(
            HandOver<? super E, ? super W> handOver,
            Predicate<? super W> tellToLook,
            int maxVain,
            int maxCalled) {
        this.handOver = handOver;
        this.tellToLook = tellToLook;
        line = new WaitingLine<>(maxVain, maxCalled);
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
     * Borrows an idle entry, or queues the waiter: it is given one, or woken to look, unless it is
     * forgotten before.
     */
    public @Nullable E takeOrWait(W waiter) {
        E entry = take();
        if (entry != null) {
            return entry;
        }
        line.addLast(waiter);
        return takeQueued(waiter); // one that came back before the waiter could be seen
    }

    /**
     * Borrows an idle entry for a waiter that was woken, and takes it out of the queue; null if it
     * waits on, or does not wait any more.
     */
    public @Nullable E look(W waiter) {
        E entry = takeQueued(waiter);
        if (entry == null) {
            line.sleepAgain(waiter);
            serve(); // one that came back while it was awake
        }
        return entry;
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
        if (!line.isOwed() || !entry.isLent() || !isHandedOver(entry)) {
            entry.shelve();
        }
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
        boolean removed = line.remove(waiter);
        serve(); // it may have been called
        return removed;
    }

    /** Takes the one who has waited longest out of the queue; null if nobody waits. */
    public @Nullable W nextWaiter() {
        W next = line.poll();
        serve(); // it may have been called
        return next;
    }

    /** Queues one who was taken out in vain before all others. */
    public void waitFirst(W waiter) {
        line.addFirst(waiter);
        serve();
    }

    public boolean hasWaiters() {
        return !line.isEmpty();
    }

    /** How many wait, or are about to; for limits and statistics. */
    public int waiting() {
        return line.size();
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

    private int idle() {
        int idle = 0;
        for (E entry : entries) {
            idle += entry.isIdle() ? 1 : 0;
        }
        return idle;
    }

    private @Nullable E takeQueued(W waiter) {
        E entry = take();
        if (entry == null || forget(waiter)) {
            return entry;
        }
        giveBack(entry); // somebody else has given it one
        return null;
    }

    /**
     * Whoever queues looks for an idle entry after it; whoever shelves one, or has looked, sees to
     * those who wait.
     */
    private void serve() {
        boolean goesOn = true;
        while (goesOn && (line.isOwed() || line.hasAsleep())) {
            goesOn = isNextHandedOver() ? handOverIdle() : wake();
        }
    }

    private boolean isNextHandedOver() {
        return line.isOwed() || !line.mayCall() && line.isMoreThanCalled(idle());
    }

    /** False if none is idle, so that whoever has it will look, or if nobody waits. */
    private boolean handOverIdle() {
        E entry = take();
        if (entry == null || isHandedOver(entry)) {
            return entry != null;
        }
        entry.shelve();
        return !line.isEmpty();
    }

    /** False if those who are awake are enough, or nobody sleeps. */
    private boolean wake() {
        if (!line.reserveCall(idle())) {
            return false;
        }
        WaitingPlace<W> next = line.call();
        if (next != null && !tellToLook.test(next.waiter())) {
            line.owe(next);
        }
        return next != null || line.isOneAsleep(); // again: more seemed to be called than were
    }

    private boolean isHandedOver(E entry) {
        for (W next = line.poll(); next != null; next = line.poll()) {
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
