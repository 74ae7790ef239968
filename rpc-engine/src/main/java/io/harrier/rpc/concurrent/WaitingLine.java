package io.harrier.rpc.concurrent;

import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait, in the order in which they came. Some of them are called: awake, and about to
 * look for themselves. Each of these sees to the others afterwards, so that one who finds that
 * enough are called has nothing to do.
 *
 * <p>Lock-free, for any thread. The counts are raised before what they count is to be seen, and
 * lowered after it: they may say too much for a moment, and then another is about to act.
 *
 * @param <W> who waits, told apart by {@code equals}
 */
final class WaitingLine<W> {
    private final ConcurrentLinkedDeque<WaitingPlace<W>> places = new ConcurrentLinkedDeque<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger called = new AtomicInteger();
    private final AtomicInteger owed = new AtomicInteger();
    private final int maxVain;
    private final int maxCalled;

    /**
     * @param maxVain looks in vain after which one is owed what it waits for
     * @param maxCalled at once
     */
    WaitingLine(int maxVain, int maxCalled) {
        this.maxVain = maxVain;
        this.maxCalled = maxCalled;
    }

    void addLast(W waiter) {
        size.incrementAndGet();
        places.addLast(new WaitingPlace<>(waiter, WaitingPlace.ASLEEP, maxVain));
    }

    /** Before all others, and owed what it waits for. */
    void addFirst(W waiter) {
        size.incrementAndGet();
        owed.incrementAndGet();
        places.addFirst(new WaitingPlace<>(waiter, WaitingPlace.OWED, 0));
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** How many wait, or are about to. */
    int size() {
        return size.get();
    }

    /** Whether somebody is not called. A reservation may hide one. */
    boolean hasAsleep() {
        return size.get() > called.get();
    }

    /** Whether somebody gets in order what it waits for, and those before it do. */
    boolean isOwed() {
        return owed.get() > 0;
    }

    boolean mayCall() {
        return called.get() < maxCalled;
    }

    /** Whether some are idle beyond those that the called will look for. */
    boolean isMoreThanCalled(int idle) {
        return idle > called.get();
    }

    /**
     * Reserves a call, which must be made: false if as many are called as may be, or as there is to
     * look for. Until it is made more seem to be called than are.
     */
    boolean reserveCall(int idle) {
        int most = Math.min(idle, maxCalled);
        int now = called.get();
        while (now < most) {
            int seen = called.compareAndExchange(now, now + 1);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    /**
     * Calls the first who is asleep, as reserved.
     *
     * @return null if there was none, or another was faster: whoever came or fell asleep meanwhile
     *     may have taken the reservation for a call, so that one has to look again
     */
    @Nullable WaitingPlace<W> call() {
        WaitingPlace<W> next = firstAsleep();
        if (next != null && next.call()) {
            return next;
        }
        called.decrementAndGet();
        return null;
    }

    /** Seen in the line, not counted. */
    boolean isOneAsleep() {
        return firstAsleep() != null;
    }

    /** One that was called cannot look. */
    void owe(WaitingPlace<W> place) {
        sleep(place, 0);
    }

    /** One has looked in vain. */
    void sleepAgain(W waiter) {
        for (WaitingPlace<W> place : places) {
            if (place.isCalled() && place.waiter().equals(waiter)) {
                sleep(place, place.looksLeft() - 1);
                return;
            }
        }
    }

    /** Takes one out; false if it is not there. */
    boolean remove(W waiter) {
        Iterator<WaitingPlace<W>> each = places.iterator();
        while (each.hasNext()) {
            WaitingPlace<W> place = each.next();
            if (place.waiter().equals(waiter) && leave(place)) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** Takes the first out; null if nobody waits. */
    @Nullable W poll() {
        WaitingPlace<W> place = places.pollFirst();
        while (place != null && !leave(place)) {
            place = places.pollFirst();
        }
        return place == null ? null : place.waiter();
    }

    private @Nullable WaitingPlace<W> firstAsleep() {
        for (WaitingPlace<W> place : places) {
            if (place.isAsleep()) {
                return place;
            }
        }
        return null;
    }

    private void sleep(WaitingPlace<W> place, int looksLeft) {
        if (looksLeft <= 0) {
            owed.incrementAndGet();
        }
        if (place.sleep(looksLeft)) {
            called.decrementAndGet();
        } else if (looksLeft <= 0) {
            owed.decrementAndGet();
        }
    }

    /** True for the one who made it leave. */
    private boolean leave(WaitingPlace<W> place) {
        int before = place.leave();
        if (before == WaitingPlace.GONE) {
            return false;
        }
        size.decrementAndGet();
        if (before == WaitingPlace.CALLED) {
            called.decrementAndGet();
        } else if (before == WaitingPlace.OWED) {
            owed.decrementAndGet();
        }
        return true;
    }
}
