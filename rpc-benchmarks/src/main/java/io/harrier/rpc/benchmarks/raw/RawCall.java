package io.harrier.rpc.benchmarks.raw;

import io.harrier.rpc.concurrent.HandoffQueue;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A call in flight: a future whose value is the payload that came back; its taker releases it. */
final class RawCall extends CompletableFuture<ByteBuf> implements HandoffQueue.Node<RawCall> {
    private static final byte[] PAYLOAD = new byte[1 << 16];
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final @Nullable Thread caller;
    private final int id;
    private final int bytes;
    private @Nullable RawCall next;
    private @Nullable ByteBuf payload;
    private boolean leads;

    /**
     * @param caller the thread that waits; null if none does
     */
    RawCall(int id, int bytes, @Nullable Thread caller) {
        this.id = id;
        this.bytes = bytes;
        this.caller = caller;
    }

    int id() {
        return id;
    }

    int frameBytes() {
        return 2 * Integer.BYTES + bytes;
    }

    void writeTo(ByteBuf out) {
        out.writeInt(Integer.BYTES + bytes).writeInt(id).writeBytes(PAYLOAD, 0, bytes);
    }

    boolean isAsync() {
        return caller == null;
    }

    /** Parks until the reply is there; spares what a future's own waiting allocates. */
    ByteBuf await() {
        long start = System.nanoTime();
        while (!isDone()) {
            LockSupport.parkNanos(this, PATIENCE_NANOS);
            if (!isDone() && System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("no reply for 20 s");
            }
        }
        wakeFollowers();
        return join();
    }

    private void wakeFollowers() {
        RawCall follower = leads ? next : null;
        while (follower != null) {
            LockSupport.unpark(follower.caller);
            follower = follower.next;
        }
    }

    void onReply(ByteBuf payload) {
        complete(payload);
        if (caller != null) {
            LockSupport.unpark(caller);
        }
    }

    /** Keeps the reply until the first of its group {@link #end}s. */
    void keep(ByteBuf received) {
        payload = received;
    }

    /** Ends those behind it, whose callers its own is to wake, and itself. */
    void end() {
        RawCall follower = next;
        while (follower != null) {
            follower.complete(follower.payload);
            follower = follower.next;
        }
        leads = true;
        complete(payload);
        LockSupport.unpark(caller);
    }

    @Override
    public @Nullable RawCall next() {
        return next;
    }

    @Override
    public void next(@Nullable RawCall following) {
        next = following;
    }
}
