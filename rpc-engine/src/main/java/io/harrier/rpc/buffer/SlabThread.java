package io.harrier.rpc.buffer;

import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread that lives long and gives and takes much, such as an event loop's: it keeps slabs of its
 * pool for itself.
 */
public abstract class SlabThread extends FastThreadLocalThread {
    final SlabPool pool;

    /** From its start on: memory that a thread allocates itself is not near that of others. */
    @Nullable SlabStacks stacks;

    protected SlabThread(SlabPool pool, Runnable task, String name) {
        super(task, name);
        this.pool = pool;
    }

    @Override
    public void run() {
        SlabStacks own = new SlabStacks(pool);
        stacks = own;
        pool.join(own);
        try {
            super.run();
        } finally {
            stacks = null;
            pool.leave(own);
        }
    }
}
