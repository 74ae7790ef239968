package io.harrier.rpc.buffer;

/**
 * What the next message of a kind may take, judged by the last ones: grows at once, shrinks slowly.
 * For any thread; a guess, so no thread needs to see another's.
 */
public final class SizeGuess {
    private static final int FIRST_BYTES = 256;
    private static final int MAX_BYTES = 1 << 20;
    private static final int SHRINK_SHIFT = 4;

    private int bytes = FIRST_BYTES;

    public int bytes() {
        return bytes;
    }

    public void onMessage(int seen) {
        int guess = bytes;
        int next = seen > guess ? seen : guess - (guess - seen >> SHRINK_SHIFT);
        if (next != guess) {
            bytes = Math.min(next, MAX_BYTES);
        }
    }
}
