package io.harrier.rpc.buffer;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few byte arrays that threads borrow while they turn strings into bytes and back. Striped by
 * thread, never one per thread: a million virtual threads share the same few.
 */
public final class Scratch {
    /** The length of every array here. */
    public static final int BYTES = 8 * 1024;

    private static final int STRIPES =
            Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 4;
    private static final AtomicReferenceArray<byte[]> ARRAYS = new AtomicReferenceArray<>(STRIPES);

    private Scratch() {}

    /** An array that nobody else uses until it is given back. */
    public static byte[] take() {
        byte[] array = ARRAYS.getAndSet(stripe(), null);
        return array == null ? new byte[BYTES] : array;
    }

    /** Gives an array back; its last content is not cleared. */
    public static void give(byte[] array) {
        ARRAYS.lazySet(stripe(), array);
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is newer than Java 17
    private static int stripe() {
        long id = Thread.currentThread().getId();
        return (int) (id ^ id >>> 7) & STRIPES - 1;
    }
}
