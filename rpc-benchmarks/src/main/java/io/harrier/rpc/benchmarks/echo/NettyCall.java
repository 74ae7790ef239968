package io.harrier.rpc.benchmarks.echo;

import io.harrier.rpc.concurrent.HandoffQueue;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A call in flight: a future whose value is the payload that came back; its taker releases it. */
final class NettyCall extends CompletableFuture<ByteBuf> implements HandoffQueue.Node<NettyCall> {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final @Nullable Thread caller;
    private final int id;
    private @Nullable NettyCall next;

    /**
     * @param caller the thread that waits; null if none does
     */
    NettyCall(int id, @Nullable Thread caller) {
        this.id = id;
        this.caller = caller;
    }

    int id() {
        return id;
    }

    /** Parks until the reply is there; spares what a future's own waiting allocates. */
    ByteBuf await() {
        long start = System.nanoTime();
        while (!isDone()) {
            LockSupport.parkNanos(this, PATIENCE_NANOS);
            if (!isDone() && System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("no reply for 5 s");
            }
        }
        return join();
    }

    void onReply(ByteBuf payload) {
        complete(payload);
        if (caller != null) {
            LockSupport.unpark(caller);
        }
    }

    @Override
    public @Nullable NettyCall next() {
        return next;
    }

    @Override
    public void next(@Nullable NettyCall following) {
        next = following;
    }
}
