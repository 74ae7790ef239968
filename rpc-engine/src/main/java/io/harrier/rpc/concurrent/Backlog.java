package io.harrier.rpc.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An amount of work that one thread brings and others take away. Who brings stops while it is over
 * its limit, and hears when there is room again.
 *
 * <p>{@link #add} and {@link #isOver} are for the thread that brings, {@link #remove} is for any.
 */
public final class Backlog {
    private final long limit;
    private final Runnable onRoom;
    private final AtomicLong amount = new AtomicLong();

    /** Whether somebody stopped, and has not been told of room since. */
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * @param onRoom called on the thread that makes room, for each time that somebody stopped; one
     *     call too many is to do no harm
     */
    public Backlog(long limit, Runnable onRoom) {
        this.limit = limit;
        this.onRoom = onRoom;
    }

    public void add(long more) {
        amount.addAndGet(more);
    }

    /** Whether to stop; if so, {@code onRoom} is called once there is room. */
    public boolean isOver() {
        if (amount.get() <= limit) {
            return false;
        }
        stopped.set(true);
        return amount.get() > limit; // who made room in between did not see anybody stop
    }

    public void remove(long done) {
        if (amount.addAndGet(-done) <= limit && stopped.get() && stopped.getAndSet(false)) {
            onRoom.run();
        }
    }
}
