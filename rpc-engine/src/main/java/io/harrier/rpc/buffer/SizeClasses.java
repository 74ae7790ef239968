package io.harrier.rpc.buffer;

/**
 * The sizes that slabs come in: two for each doubling, and a last one with room for an envelope
 * around 16 KiB.
 *
 * <pre>
 *   512 768 | 1,024 1,536 | 2,048 3,072 | 4,096 6,144 | 8,192 12,288 | 16,896
 * </pre>
 */
final class SizeClasses {
    static final int COUNT = 11;
    static final int MAX_BYTES = 16 * 1024 + 512;

    private static final int MIN_SHIFT = 9;

    private SizeClasses() {}

    /**
     * The smallest class with so much room.
     *
     * @param bytes at most {@link #MAX_BYTES}
     */
    static int of(int bytes) {
        int last = Math.max(bytes, 1 << MIN_SHIFT) - 1;
        int shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(last);
        int half = last >>> shift - 1 & 1;
        return Math.min(2 * (shift - MIN_SHIFT) + half + 1, COUNT - 1);
    }

    static int bytes(int sizeClass) {
        if (sizeClass == COUNT - 1) {
            return MAX_BYTES;
        }
        int power = 1 << MIN_SHIFT + sizeClass / 2;
        return (sizeClass & 1) == 0 ? power : power + power / 2;
    }
}
