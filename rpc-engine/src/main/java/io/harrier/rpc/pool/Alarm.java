package io.harrier.rpc.pool;

import java.util.concurrent.atomic.AtomicBoolean;

/** Rings once for each time that it was set, however many wanted to set it. For any thread. */
final class Alarm {
    private final Runnable onRing;
    private final AtomicBoolean isSet = new AtomicBoolean();

    /**
     * @param onRing is told when it is not set any more
     */
    Alarm(Runnable onRing) {
        this.onRing = onRing;
    }

    boolean isSet() {
        return isSet.get();
    }

    /** Whether it was not set: then the caller sees to it that it rings. */
    boolean set() {
        return isSet.compareAndSet(false, true);
    }

    void ring() {
        isSet.set(false);
        onRing.run();
    }
}
