package io.harrier.rpc.buffer;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few objects that threads borrow for a moment. Striped by thread, never one per thread: a
 * million virtual threads share the same few. Lock-free, for any thread.
 *
 * @param <T> the objects
 */
public final class Stripes<T> {
    private static final int PLACES =
            Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 8;

    /** Places looked at before giving up; the first is the thread's own. */
    private static final int TRIES = 4;

    private final AtomicReferenceArray<@Nullable T> objects = new AtomicReferenceArray<>(PLACES);

    /** An object that nobody else uses until it is given back; null if there is none nearby. */
    public @Nullable T take() {
        int place = place();
        for (int i = 0; i < TRIES; i++) {
            int at = place + i & PLACES - 1;
            if (objects.getPlain(at) != null) {
                T taken = objects.getAndSet(at, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return null;
    }

    /** Gives an object back, or away if there is no place for it. */
    public void give(T object) {
        int place = place();
        for (int i = 0; i < TRIES; i++) {
            int at = place + i & PLACES - 1;
            if (objects.getPlain(at) == null) {
                objects.setRelease(at, object);
                return;
            }
        }
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is newer than Java 17
    private static int place() {
        long id = Thread.currentThread().getId();
        return (int) (id ^ id >>> 7) & PLACES - 1;
    }
}
