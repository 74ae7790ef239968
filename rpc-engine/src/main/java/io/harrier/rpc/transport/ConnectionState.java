package io.harrier.rpc.transport;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The life of a connection and the calls on it in one word, so that no two threads see two
 * different truths.
 *
 * <pre>
 *   bits 31-30  IDLE 00   ACTIVE 01   CLOSING 10   CLOSED 11     CLOSING and CLOSED are negative
 *   bits 29-0   calls on the connection
 *
 *   acquire   IDLE, ACTIVE -> ACTIVE, count + 1      fails when CLOSING, CLOSED or full
 *   release   count - 1; at 0 ACTIVE -> IDLE, CLOSING -> CLOSED
 *   close     -> CLOSING, or CLOSED if there are no calls
 * </pre>
 *
 * <p>Whoever makes the step to CLOSED is told so, and closes the socket: exactly one does.
 * Lock-free, for any thread.
 */
final class ConnectionState extends AtomicInteger {
    private static final long serialVersionUID = 1L;

    private static final int ACTIVE = 1 << 30;
    private static final int CLOSING = 2 << 30;
    private static final int CLOSED = 3 << 30;
    private static final int COUNT = (1 << 30) - 1;

    /** Adds a call; false if the connection takes no more. */
    boolean acquire() {
        while (true) {
            int now = get();
            int count = (now & COUNT) + 1;
            if (now < 0 || count == COUNT) {
                return false;
            }
            if (compareAndSet(now, ACTIVE | count)) {
                return true;
            }
        }
    }

    /**
     * Takes a call away.
     *
     * @return whether the caller must close the socket
     * @throws IllegalStateException if there is no call
     */
    boolean release() {
        while (true) {
            int now = get();
            int count = now & COUNT;
            if (count == 0) {
                throw new IllegalStateException("release without acquire: " + this);
            }
            int next = count > 1 ? now - 1 : now < 0 ? CLOSED : 0;
            if (compareAndSet(now, next)) {
                return next == CLOSED;
            }
        }
    }

    /**
     * Lets no call on from now; those that are there may end.
     *
     * @return whether the caller must close the socket
     */
    boolean close() {
        while (true) {
            int now = get();
            if (now < 0) {
                return false;
            }
            int count = now & COUNT;
            int next = count == 0 ? CLOSED : CLOSING | count;
            if (compareAndSet(now, next)) {
                return next == CLOSED;
            }
        }
    }

    boolean isOpen() {
        return get() >= 0;
    }

    int calls() {
        return get() & COUNT;
    }

    @Override
    public String toString() {
        String[] names = {"IDLE", "ACTIVE", "CLOSING", "CLOSED"};
        int now = get();
        return names[now >>> 30] + " with " + (now & COUNT) + " calls";
    }
}
