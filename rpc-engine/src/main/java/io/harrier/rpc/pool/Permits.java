package io.harrier.rpc.pool;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of permits, which a few shares have between them. Shares that want one while there
 * is none queue: what becomes free goes to the first of those that have none at all, else to the
 * first, one at a time. For any thread; nothing is told under the lock but {@link Share}'s turn.
 */
final class Permits {
    private final int max;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Share> waiting = new LinkedHashSet<>();
    private int taken;

    Permits(int max) {
        this.max = max;
    }

    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Who waits longest of those that have none; else of all; null if nobody waits. */
    private @Nullable Share next() {
        if (waiting.isEmpty()) {
            return null;
        }
        return waiting.stream()
                .filter(share -> share.held == 0)
                .findFirst()
                .or(() -> waiting.stream().findFirst())
                .orElse(null);
    }

    private void callNext() {
        Share next = taken < max ? next() : null;
        if (next != null && !next.isCalled) {
            next.isCalled = true;
            next.turn.run();
        }
    }

    /** What one pool has of them. */
    final class Share {
        private final Runnable turn;
        private int held;
        private boolean isCalled;
        private volatile boolean isWaiting;

        /**
         * @param turn tells the pool that waits to {@link #take}, be it nothing; may find any lock
         *     held, and must take none
         */
        Share(Runnable turn) {
            this.turn = turn;
        }

        int held() {
            lock.lock();
            try {
                return held;
            } finally {
                lock.unlock();
            }
        }

        /** Whether those of all shares are taken. */
        boolean areUsedUp() {
            return taken() >= max;
        }

        /** Whether it took less than it wanted, and not the rest since. */
        boolean isWaiting() {
            return isWaiting;
        }

        /** Takes so many, or what nobody else waits for; queues for none. */
        int tryTake(int wanted) {
            lock.lock();
            try {
                return waiting.isEmpty() ? add(Math.min(wanted, max - taken)) : 0;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Takes as many as are wanted beyond those that are at hand, or what there is for it, and
         * queues for the rest; gives back what is at hand and not wanted.
         *
         * @param atHand that this share has, and has not used yet
         * @return how many it may use
         */
        int take(int wanted, int atHand) {
            if (wanted + atHand == 0 && !isWaiting) {
                return 0;
            }
            lock.lock();
            try {
                isCalled = false;
                if (wanted > atHand) {
                    waiting.add(this);
                }
                int usable = atHand + add(Math.min(wanted - atHand, free()));
                queue(wanted, usable);
                callNext();
                return usable;
            } finally {
                lock.unlock();
            }
        }

        /** One at a time while others wait, too. */
        private int free() {
            int most = waiting.size() > 1 ? 1 : max;
            return next() == this ? Math.min(most, max - taken) : 0;
        }

        /** Gives one back. */
        void give() {
            lock.lock();
            try {
                add(-1);
                callNext();
            } finally {
                lock.unlock();
            }
        }

        /** Gives one to another share, past all that wait. */
        void giveTo(Share other) {
            lock.lock();
            try {
                add(-1);
                other.add(1);
            } finally {
                lock.unlock();
            }
        }

        /** Wants no more; what it has it gives back as it ends. */
        void leave() {
            lock.lock();
            try {
                waiting.remove(this);
                isWaiting = false;
                callNext();
            } finally {
                lock.unlock();
            }
        }

        private int add(int more) {
            taken += more;
            held += more;
            return more;
        }

        /** Who got some waits for the rest behind the others. */
        private void queue(int wanted, int usable) {
            if (usable > 0 || wanted == 0) {
                waiting.remove(this);
            }
            isWaiting = usable < wanted;
            if (isWaiting) {
                waiting.add(this);
            }
        }
    }
}
