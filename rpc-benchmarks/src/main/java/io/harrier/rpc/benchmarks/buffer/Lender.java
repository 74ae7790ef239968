package io.harrier.rpc.benchmarks.buffer;

import io.harrier.rpc.buffer.Slab;
import io.harrier.rpc.buffer.SlabPool;
import io.harrier.rpc.concurrent.Ticker;
import java.util.concurrent.locks.ReentrantLock;

/** Lends slabs of one size. */
interface Lender {
    Slab take();

    void give(Slab slab);

    /** How often a thread had to try again because another was faster. */
    default long lostRaces() {
        return 0;
    }

    /** The pool as it is. */
    final class Pooled implements Lender {
        private final SlabPool pool;

        Pooled(SlabPool pool) {
            this.pool = pool;
        }

        @Override
        public Slab take() {
            return pool.take(Locked.BYTES);
        }

        @Override
        public void give(Slab slab) {
            pool.give(slab, slab.lease());
        }

        @Override
        public long lostRaces() {
            return pool.stats().lostRaces();
        }
    }

    /**
     * The same slabs with the same leases in a plain array, the youngest first. It counts nothing
     * and never runs out, so that what is measured is the lock.
     */
    final class Stack {
        private static final int SLABS = 1024;

        private final Slab[] free = new Slab[SLABS];
        private int count;

        Stack() {
            SlabPool source = new SlabPool(0, Ticker.SYSTEM);
            while (count < SLABS) {
                give(source.take(Locked.BYTES));
            }
        }

        Slab take() {
            Slab slab = free[--count];
            slab.open();
            return slab;
        }

        void give(Slab slab) {
            if (slab.close(slab.lease())) {
                free[count++] = slab;
            }
        }
    }

    /** A stack behind one {@link ReentrantLock}. */
    final class Locked implements Lender {
        static final int BYTES = 1024;

        private final ReentrantLock lock = new ReentrantLock();
        private final Stack stack = new Stack();

        @Override
        public Slab take() {
            lock.lock();
            try {
                return stack.take();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void give(Slab slab) {
            lock.lock();
            try {
                stack.give(slab);
            } finally {
                lock.unlock();
            }
        }
    }

    /** A stack behind one monitor. */
    final class Synchronized implements Lender {
        private final Stack stack = new Stack();

        @Override
        public synchronized Slab take() {
            return stack.take();
        }

        @Override
        public synchronized void give(Slab slab) {
            stack.give(slab);
        }
    }
}
