package io.harrier.rpc.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Something that a {@link Lender} lends: made as lent, by whoever adds it.
 *
 * <pre>
 *   LENT -> IDLE      given back
 *   IDLE -> LENT      taken: whoever makes this step has it
 *   any  -> REMOVED   for good
 * </pre>
 */
public abstract class LentEntry {
    private static final VarHandle STATE = state();

    private static final int LENT = 0;
    private static final int IDLE = 1;
    private static final int REMOVED = 2;

    @SuppressWarnings("unused") // through STATE
    private volatile int state = LENT;

    /** Looks before it tries, so that busy entries are passed without a write. */
    final boolean lend() {
        return state == IDLE && STATE.compareAndSet(this, IDLE, LENT);
    }

    final void shelve() {
        if (!STATE.compareAndSet(this, LENT, IDLE) && state == IDLE) {
            throw new IllegalStateException(
                    this + " was given back twice (expected: once for each time it was lent)");
        }
    }

    final boolean remove() {
        return (int) STATE.getAndSet(this, REMOVED) != REMOVED;
    }

    final boolean isIdle() {
        return state == IDLE;
    }

    final boolean isLent() {
        return state == LENT;
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(LentEntry.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
