package io.harrier.rpc.testing;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * How much of the interleavings Lincheck looks at: seconds' worth, or with {@code
 * -Dharrier.lincheck=large} minutes'.
 */
public final class Interleavings {
    private static final boolean LARGE = "large".equals(System.getProperty("harrier.lincheck"));

    private Interleavings() {}

    /** Three threads of three steps each, with one before and one after; large: of four. */
    public static ModelCheckingOptions ofThreeThreads() {
        return new ModelCheckingOptions()
                .iterations(LARGE ? 100 : 20)
                .invocationsPerIteration(LARGE ? 10_000 : 500)
                .threads(3)
                .actorsPerThread(LARGE ? 4 : 3)
                .actorsBefore(1)
                .actorsAfter(1);
    }
}
