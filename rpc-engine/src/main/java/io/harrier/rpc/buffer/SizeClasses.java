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

    /** Sizes that have their class in common. */
    private static final int STEP_SHIFT = 8;

    private static final byte[] CLASSES = classes();

    private SizeClasses() {}

    /**
     * The smallest class with so much room.
     *
     * @param bytes at most {@link #MAX_BYTES}
     */
    static int of(int bytes) {
        return CLASSES[bytes + (1 << STEP_SHIFT) - 1 >> STEP_SHIFT];
    }

    static int bytes(int sizeClass) {
        if (sizeClass == COUNT - 1) {
            return MAX_BYTES;
        }
        int power = 1 << MIN_SHIFT + sizeClass / 2;
        return (sizeClass & 1) == 0 ? power : power + power / 2;
    }

    private static byte[] classes() {
        byte[] classes = new byte[(MAX_BYTES >> STEP_SHIFT) + 1];
        int sizeClass = 0;
        for (int step = 0; step < classes.length; step++) {
            if (step << STEP_SHIFT > bytes(sizeClass)) {
                sizeClass++;
            }
            classes[step] = (byte) sizeClass;
        }
        return classes;
    }
}
