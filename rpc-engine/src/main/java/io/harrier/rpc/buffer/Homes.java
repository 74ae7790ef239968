package io.harrier.rpc.buffer;

/**
 * The place of the shelves at which a thread begins: by its number, and one further for each time
 * that it met another thread there. So threads that stay come to have places of their own, and
 * nothing is kept for each. For any thread; two that write at once may lose a step, which is no
 * harm.
 */
final class Homes {
    private static final int DETOURS = 64;

    /** Steps, by thread; some threads have theirs in common. */
    private final int[] detours = new int[DETOURS];

    /** The current thread's place, to be taken modulo the number of places. */
    int place() {
        int thread = thread();
        return thread + detours[thread & DETOURS - 1];
    }

    /** Sends the current thread to the next place from now on. */
    void moveOn() {
        detours[thread() & DETOURS - 1]++;
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is newer than Java 17
    private static int thread() {
        return (int) Thread.currentThread().getId();
    }
}
