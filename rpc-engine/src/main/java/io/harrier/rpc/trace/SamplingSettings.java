package io.harrier.rpc.trace;

/**
 * How much is kept.
 *
 * @param baseRate of calls that begin a trace; 0 samples none, by no layer
 * @param raisedRate while a method fails or is slow
 * @param errorPart the part of failing calls above which the rate is raised
 * @param hasTrickle whether each method's first call in a second is sampled
 * @param keptPerSecond how many calls that were not sampled may be kept for how they ended
 */
public record SamplingSettings(
        double baseRate,
        double raisedRate,
        double errorPart,
        boolean hasTrickle,
        int keptPerSecond) {

    /** One in thousand, one in twenty while more than one in twenty fail, 100 kept a second. */
    public static final SamplingSettings DEFAULT =
            new SamplingSettings(0.001, 0.05, 0.05, true, 100);

    /** Nothing is sampled that no caller has sampled, and nothing kept. */
    public static final SamplingSettings NONE = new SamplingSettings(0, 0, 1, false, 0);

    /**
     * @throws IllegalArgumentException if a rate is not from 0 to 1
     */
    public SamplingSettings {
        Rates.require("base rate", baseRate);
        Rates.require("raised rate", raisedRate);
        Rates.require("error part", errorPart);
        if (keptPerSecond < 0) {
            throw new IllegalArgumentException(
                    "kept per second: " + keptPerSecond + " (expected: 0 or more)");
        }
    }
}
