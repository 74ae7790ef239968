package io.harrier.rpc.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One's place in the {@link WaitingLine}.
 *
 * <pre>
 *   ASLEEP -> CALLED    there is something to look for
 *   CALLED -> ASLEEP    it was not there any more
 *   CALLED -> OWED      nor was it before, or it cannot look: it gets what it waits for in order
 *   any    -> GONE      has what it waited for, or gave up
 * </pre>
 */
final class WaitingPlace<W> {
    private static final VarHandle STATE = stateField();

    static final int ASLEEP = 0;
    static final int CALLED = 1;
    static final int OWED = 2;
    static final int GONE = 3;

    private final W waiter;
    private volatile int state;

    /** Written before the step to ASLEEP, by whoever makes it. */
    private volatile int looksLeft;

    /**
     * @param looksLeft in vain, until it is owed
     */
    WaitingPlace(W waiter, int state, int looksLeft) {
        this.waiter = waiter;
        this.state = state;
        this.looksLeft = looksLeft;
    }

    W waiter() {
        return waiter;
    }

    int looksLeft() {
        return looksLeft;
    }

    boolean isAsleep() {
        return state == ASLEEP;
    }

    boolean isCalled() {
        return state == CALLED;
    }

    /** True for the one who has to wake it. */
    boolean call() {
        return STATE.compareAndSet(this, ASLEEP, CALLED);
    }

    /** False if it is not called any more. */
    boolean sleep(int looks) {
        looksLeft = looks;
        return STATE.compareAndSet(this, CALLED, looks <= 0 ? OWED : ASLEEP);
    }

    /** What it was before. */
    int leave() {
        return (int) STATE.getAndSet(this, GONE);
    }

    private static VarHandle stateField() {
        try {
            return MethodHandles.lookup().findVarHandle(WaitingPlace.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
