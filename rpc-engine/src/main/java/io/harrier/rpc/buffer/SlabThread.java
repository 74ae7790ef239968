package io.harrier.rpc.buffer;

import io.netty.util.concurrent.FastThreadLocalThread;

/**
 * A thread that lives long and gives and takes much, such as an event loop's: it keeps slabs of its
 * pool for itself.
 */
public abstract class SlabThread extends FastThreadLocalThread {
    final SlabStacks stacks;

    protected SlabThread(SlabPool pool, Runnable task, String name) {
        super(task, name);
        stacks = new SlabStacks(pool);
    }

    @Override
    public void run() {
        stacks.pool.join(stacks);
        try {
            super.run();
        } finally {
            stacks.pool.leave(stacks);
        }
    }
}
